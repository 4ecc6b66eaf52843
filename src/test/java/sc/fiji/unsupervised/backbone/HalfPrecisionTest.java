package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.engine.FakeGpu;
import sc.fiji.unsupervised.engine.Precision;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

/** Networks in half precision, as GPUs compute them, here on the CPU. */
class HalfPrecisionTest {

	private static final int WIDTH = 128, PATCH = 8, GRID = 4, TILES = 3;

	/** Features (tiles, cells, C) of random images, and what the session then says of its device. */
	private record Run(float[] features, String device) {}

	private static Run run(final FakeGpu gpu, final Precision precision, final Path file, final int heads) {
		try (Session session = gpu.session(precision, 0);
				VisionTransformer vit = new VisionTransformer(session, file, CatalogueEntry.file("test"), heads);
				NDManager local = session.manager().newSubManager())
		{
			final NDArray tiles = local.randomUniform(0, 1, new Shape(TILES, 3, GRID * vit.stride(), GRID * vit.stride()));
			return new Run(vit.extract(tiles).toFloatArray(), session.device().toString());
		}
	}

	/** Length of the difference over the length of what is expected. */
	private static double error(final float[] expected, final float[] found) {
		double difference = 0, sum = 0;
		for (int i = 0; i < expected.length; i++) {
			difference += Math.pow(expected[i] - found[i], 2);
			sum += Math.pow(expected[i], 2);
		}
		return Math.sqrt(difference / sum);
	}

	@ParameterizedTest
	@CsvSource({ "dino_v1_p8, 6", "dinov2_plain, 4", "dinov2_reg, 4", "dinov2_swiglu, 4" })
	void featuresOfEveryFamilyAreClose(final String name, final int heads) {
		final Path file = Path.of("test-data", "golden", name, "weights_orig.safetensors");
		try (FakeGpu gpu = new FakeGpu()) {
			final Run exact = run(gpu, Precision.FLOAT32, file, heads), half = run(gpu, Precision.FLOAT16, file, heads);
			final double error = error(exact.features, half.features);
			assertTrue(error > 0 && error < 2e-3, "relative error " + error);
			assertEquals("gpu0 (pretended; networks in float16)", half.device);
		}
	}

	@Test
	void otherOutputsAreCloseToo() throws IOException {
		final Path file = write(RandomVit.dino(WIDTH, 2, PATCH, GRID, 3));
		try (FakeGpu gpu = new FakeGpu(); Session a = gpu.session(Precision.FLOAT32, 0);
				Session b = gpu.session(Precision.FLOAT16, 0);
				VisionTransformer exact = new VisionTransformer(a, file, CatalogueEntry.file("test"), 0);
				VisionTransformer half = new VisionTransformer(b, file, CatalogueEntry.file("test"), 0))
		{
			final NDArray images = a.manager().randomNormal(new Shape(TILES, 3, GRID * PATCH, GRID * PATCH));
			final FeatureMap expected = exact.forward(images, Request.last(Output.values())).get(0);
			half.forward(images, Request.last(Output.values())).get(0).outputs().forEach((output, found) -> {
				final float[] wanted = expected.get(output).toFloatArray();
				assertEquals(expected.get(output).getShape(), found.getShape());
				if (wanted.length > 0) assertTrue(error(wanted, found.toFloatArray()) < 3e-3, output.toString());
			});
		}
	}

	@Test
	void numbersTooLargeForHalfAreComputedInFloat32() throws IOException {
		final Map<String, Tensor> large = new HashMap<>(RandomVit.dino(WIDTH, 2, PATCH, GRID, 3));
		final Tensor weight = large.get("blocks.1.mlp.fc1.weight");
		final float[] values = weight.data().clone();
		for (int i = 0; i < values.length; i++) values[i] *= 3e4f;
		large.put("blocks.1.mlp.fc1.weight", new Tensor(values, weight.shape()));
		final Path file = write(large);
		try (FakeGpu gpu = new FakeGpu()) {
			final Run exact = run(gpu, Precision.FLOAT32, file, 0), half = run(gpu, Precision.FLOAT16, file, 0);
			assertArrayEquals(exact.features, half.features);
			assertEquals("gpu0 (pretended; a number of the network was too large for float16)", half.device);
		}
	}

	private static Path write(final Map<String, Tensor> weights) throws IOException {
		final Path file = RandomVit.folder().resolve("vit.safetensors");
		SafeTensors.write(file, weights);
		return file;
	}
}
