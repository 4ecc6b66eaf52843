package sc.fiji.unsupervised.backbone;

import java.net.URI;
import java.nio.file.Path;

/**
 * A published network.
 *
 * @param id key, e.g. {@code dino-s8}
 * @param file name in the models folder
 * @param published where to get it
 * @param licence of the weights, SPDX name, or "not stated"
 * @param citation the publication to cite
 */
public record CatalogueEntry(String id, String file, Published published, String licence, String citation) {

	/** A file of the user's, of which nothing is known but its path. */
	static CatalogueEntry file(final String path) {
		return new CatalogueEntry("file:" + path, path, new Published(URI.create("file:///"), 0, ""), "not stated",
			"the publication of the weights in " + path);
	}

	/** Where the file lies when it is there. */
	public Path in(final Path models) {
		return models.resolve(file);
	}
}
