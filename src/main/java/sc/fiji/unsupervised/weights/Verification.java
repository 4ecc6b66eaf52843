package sc.fiji.unsupervised.weights;

import sc.fiji.unsupervised.backbone.CatalogueEntry;

/**
 * What a check of a weight file found; damaged files have none.
 *
 * @param sha256 of the file
 */
public record Verification(CatalogueEntry entry, String sha256) {

	/** Whether it is the very file that the catalogue knows. */
	public boolean isPublished() {
		return sha256.equals(entry.published().sha256());
	}

	/** One sentence. */
	@Override
	public String toString() {
		final String which = isPublished() ? "is the published file" : entry.published().isPinned()
			? "is whole, but another copy than the published file" : "is whole; what the published file must be is not known";
		return entry.id() + " " + which + " (SHA-256 " + sha256 + ").";
	}
}
