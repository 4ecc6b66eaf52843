package sc.fiji.unsupervised.backbone;

import sc.fiji.unsupervised.UserException;

/** A network of the catalogue is wanted whose file is not on this computer. A door that talks to a person may offer it. */
public final class MissingWeightsException extends UserException {

	private static final long serialVersionUID = 1L;

	private final transient CatalogueEntry entry;

	MissingWeightsException(final CatalogueEntry entry) {
		super("backbone=" + entry.id() + " needs the file " + entry.in(ModelsFolder.path()) + " (" + entry.published()
			.megabytes() + " MB, " + entry.licence() + "); " + remedy(entry) + ", or give the path of such a file as " +
			"backbone=file:<path>.");
		this.entry = entry;
	}

	private static String remedy(final CatalogueEntry entry) {
		final String command = "Plugins>Segmentation>Unsupervised>Manage Backbones...";
		return entry.published().isPinned() ? "get it with " + command + " (its keys: backbone=" + entry.id() +
			" action=download consent=yes)" : "fetch it from " + entry.published().address() + " and import it with " + command;
	}

	public CatalogueEntry entry() {
		return entry;
	}
}
