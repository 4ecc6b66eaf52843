package sc.fiji.unsupervised.backbone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

/** Opens the small networks of the reference vectors, whose heads are narrower than those of published ones. */
public final class SmallVit {

	private SmallVit() {}

	public static VisionTransformer open(final Session session, final Path file, final int heads) {
		return new VisionTransformer(session, file, CatalogueEntry.file(file.toString()), heads);
	}

	/** Random weights, whose first number is {@code first}. */
	public static void write(final Path file, final float first) throws IOException {
		final Map<String, Tensor> weights = RandomVit.dino(64, 1, 16, 2, 1);
		weights.get("cls_token").data()[0] = first;
		SafeTensors.write(file, weights);
	}
}
