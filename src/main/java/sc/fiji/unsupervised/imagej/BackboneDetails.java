package sc.fiji.unsupervised.imagej;

import java.nio.file.Path;

import sc.fiji.unsupervised.backbone.CatalogueEntry;
import sc.fiji.unsupervised.backbone.Published;
import sc.fiji.unsupervised.weights.Weights;

/** All that is known of a network, as text to read and copy. */
final class BackboneDetails {

	private BackboneDetails() {}

	static String of(final Weights weights, final Path folder) {
		final CatalogueEntry entry = weights.entry();
		final Published published = entry.published();
		return "Cite: " + entry.citation() + "\nFrom: " + published.address() + "\nFile: " + entry.in(folder) + "\nSHA-256: " +
			(published.isPinned() ? published.sha256() : "not published, so this file cannot be downloaded here. Fetch it from " +
				"the address above with a browser, then import it.") + "\nUse: backbone=" + entry.id() +
			(weights.isHere() ? "" : ", once the file is here");
	}
}
