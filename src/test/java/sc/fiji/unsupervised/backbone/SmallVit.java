package sc.fiji.unsupervised.backbone;

import java.nio.file.Path;

import sc.fiji.unsupervised.engine.Session;

/** Opens the small networks of the reference vectors, whose heads are narrower than those of published ones. */
public final class SmallVit {

	private SmallVit() {}

	public static VisionTransformer open(final Session session, final Path file, final int heads) {
		return new VisionTransformer(session, file, CatalogueEntry.file(file.toString()), heads);
	}
}
