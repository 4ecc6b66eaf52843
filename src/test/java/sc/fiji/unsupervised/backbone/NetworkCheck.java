package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SafeTensors;

/**
 * A network with random weights: how fast it is on a device, and how near its features come to the CPU's.
 *
 * @param name e.g. ViT-S/8
 * @param width D
 * @param depth blocks
 * @param patch side of a patch in pixels
 */
public record NetworkCheck(String name, int width, int depth, int patch) {

	/** Side of a tile in pixels. */
	public static final int SIDE = 224;

	/** Writes its weights. */
	public Path write(final Path folder) throws IOException {
		final Path file = folder.resolve(name.replace('/', '-') + ".safetensors");
		SafeTensors.write(file, RandomVit.dino(width, depth, patch, SIDE / patch, 1));
		return file;
	}

	/**
	 * Multiplications and additions for a tile: patches, and in each block 24 T D² for linear layers and 4 T² D for the
	 * attention of T tokens.
	 */
	public double operations() {
		final double patches = Math.pow(SIDE / patch, 2), tokens = 1 + patches, d = width;
		return 2 * patches * 3 * patch * patch * d + depth * (24 * tokens * d * d + 4 * tokens * tokens * d);
	}

	/** Features (B, cells, C) of some random tiles, always the same ones. */
	public float[] features(final Session session, final Path weights, final int tiles) {
		final Random random = new Random(1);
		final float[] values = new float[tiles * 3 * SIDE * SIDE];
		for (int i = 0; i < values.length; i++) values[i] = random.nextFloat();
		try (VisionTransformer vit = open(session, weights); NDManager scope = session.manager().newSubManager()) {
			return vit.extract(scope.create(values, new Shape(tiles, 3, SIDE, SIDE))).toFloatArray();
		}
	}

	/**
	 * Tiles per second, for several turns after two that do not count. Tiles lie on the device; a turn ends when a number
	 * made of all features is back.
	 */
	public double[] speed(final Session session, final Path weights, final int tiles, final int turns) {
		try (VisionTransformer vit = open(session, weights); NDManager scope = session.manager().newSubManager()) {
			final NDArray images = scope.randomUniform(0, 1, new Shape(tiles, 3, SIDE, SIDE));
			return IntStream.range(0, turns + 2).mapToDouble(turn -> {
				final long start = System.nanoTime();
				try (NDArray features = vit.extract(images); NDArray sum = features.sum()) {
					if (!Float.isFinite(sum.getFloat())) throw new IllegalStateException("features that are not finite");
				}
				return tiles / ((System.nanoTime() - start) * 1e-9);
			}).skip(2).toArray();
		}
	}

	private static VisionTransformer open(final Session session, final Path weights) {
		return new VisionTransformer(session, weights, CatalogueEntry.file("random"), 0);
	}
}
