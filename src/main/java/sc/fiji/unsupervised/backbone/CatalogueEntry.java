package sc.fiji.unsupervised.backbone;

/**
 * A published network.
 *
 * @param id key, e.g. {@code dino-s8}
 * @param file name in the models folder
 * @param source where to get it
 * @param megabytes size of the file, in units of 10^6 bytes
 * @param licence of the weights, SPDX name, or "not stated"
 * @param citation the publication to cite
 */
public record CatalogueEntry(String id, String file, String source, int megabytes, String licence, String citation) {

	/** A file of the user's, of which nothing is known but its path. */
	static CatalogueEntry file(final String path) {
		return new CatalogueEntry("file:" + path, path, "a file of your own", 0, "not stated",
			"the publication of the weights in " + path);
	}
}
