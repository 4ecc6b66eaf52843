package sc.fiji.unsupervised.weights;

import java.net.URI;
import java.nio.file.Path;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.backbone.CatalogueEntry;
import sc.fiji.unsupervised.backbone.Published;

/** One download in a process of its own: folder, address, size and SHA-256 are the arguments. */
public final class DownloadMain {

	private DownloadMain() {}

	public static void main(final String[] args) {
		final CatalogueEntry entry = new CatalogueEntry("net", "net.safetensors", new Published(URI.create(args[1]), Long
			.parseLong(args[2]), args[3]), "Apache-2.0", "somebody");
		TestFile.store(Path.of(args[0]), entry).download(entry, Consent.GIVEN, Progress.NONE);
	}
}
