package sc.fiji.unsupervised.backbone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import sc.fiji.unsupervised.model.Tensor;

/** Random weights of the right shapes, in the names of DINO. */
public final class RandomVit {

	private RandomVit() {}

	/**
	 * An empty folder that "mvn clean" removes. Not a temporary one: mapped files cannot be deleted on Windows as long as
	 * the garbage collector has not unmapped them.
	 */
	public static Path folder() throws IOException {
		return Files.createTempDirectory(Files.createDirectories(Path.of("target", "test-weights")), "vit");
	}

	public static Map<String, Tensor> dino(final int width, final int depth, final int patch, final int grid, final long seed) {
		final Random random = new Random(seed);
		final Map<String, Tensor> w = new LinkedHashMap<>();
		w.put("cls_token", normal(random, 0.02, 0, 1, 1, width));
		w.put("pos_embed", normal(random, 0.02, 0, 1, 1 + (long) grid * grid, width));
		w.put("patch_embed.proj.weight", normal(random, 0.1, 0, width, 3, patch, patch));
		w.put("patch_embed.proj.bias", normal(random, 0.02, 0, width));
		for (int i = 0; i < depth; i++) {
			final String block = "blocks." + i + ".";
			norm(w, random, block + "norm1", width);
			linear(w, random, block + "attn.qkv", 3 * width, width);
			linear(w, random, block + "attn.proj", width, width);
			norm(w, random, block + "norm2", width);
			linear(w, random, block + "mlp.fc1", 4 * width, width);
			linear(w, random, block + "mlp.fc2", width, 4 * width);
		}
		norm(w, random, "norm", width);
		return w;
	}

	private static void linear(final Map<String, Tensor> w, final Random random, final String name, final int out,
		final int in)
	{
		w.put(name + ".weight", normal(random, 1 / Math.sqrt(in), 0, out, in));
		w.put(name + ".bias", normal(random, 0.02, 0, out));
	}

	private static void norm(final Map<String, Tensor> w, final Random random, final String name, final int width) {
		w.put(name + ".weight", normal(random, 0.1, 1, width));
		w.put(name + ".bias", normal(random, 0.1, 0, width));
	}

	static Tensor normal(final Random random, final double std, final double mean, final long... shape) {
		int count = 1;
		for (final long s : shape) count *= s;
		final float[] data = new float[count];
		for (int i = 0; i < count; i++) data[i] = (float) (mean + std * random.nextGaussian());
		return new Tensor(data, shape);
	}
}
