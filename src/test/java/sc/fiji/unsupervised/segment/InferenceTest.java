package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.backbone.SmallVit;
import sc.fiji.unsupervised.backbone.VisionTransformer;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.crf.CrfOptions;
import sc.fiji.unsupervised.crf.DenseCrf;
import sc.fiji.unsupervised.crf.Sites;
import sc.fiji.unsupervised.engine.GoldenSession;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Head;
import sc.fiji.unsupervised.method.HeadNetwork;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

/** The reference's whole chain on one small picture: 48 x 64 pixels, cells of 8, codes of 10, 4 clusters. */
class InferenceTest {

	private static final Path FOLDER = Path.of("test-data", "golden", "inference");
	private static final int ROWS = 6, COLUMNS = 8, HEIGHT = 48, WIDTH = 64, CODE = 10, CLUSTERS = 4;

	private final SafeTensors io = SafeTensors.open(FOLDER.resolve("io.safetensors"));
	private final SafeTensors weights = SafeTensors.open(FOLDER.resolve("weights.safetensors"));

	@Test
	void codesOfThePictureAndItsMirrorImage() {
		final Map<String, Tensor> parameters = new LinkedHashMap<>();
		for (final String name : weights.names())
			if (name.startsWith("head.")) parameters.put(name.substring(5), weights.get(name));
		final float[] rgb = io.get("image_rgb_u8").data();
		try (Session session = GoldenSession.open();
				VisionTransformer backbone = SmallVit.open(session, FOLDER.resolve("weights.safetensors"), 6);
				HeadNetwork head = new HeadNetwork(session, new Head(parameters)))
		{
			assertArrays("code", cells("code"), code(session, backbone, head, rgb, 1), 2e-5);
			assertArrays("mirrored", cells("code_of_flipped"), code(session, backbone, head, rgb, -1), 2e-5);
		}
	}

	private static float[] code(final Session session, final VisionTransformer backbone, final HeadNetwork head,
		final float[] rgb, final int direction)
	{
		final float[] input = new float[3 * HEIGHT * WIDTH];
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++)
				for (int c = 0; c < 3; c++) input[(c * HEIGHT + y) * WIDTH + x] = rgb[(y * WIDTH + (direction > 0 ? x : WIDTH -
					1 - x)) * 3 + c] / 255;
		final NDArray tile = session.manager().create(input, new Shape(1, 3, HEIGHT, WIDTH));
		return head.code(backbone.extract(tile)).toFloatArray();
	}

	@Test
	void logProbabilitiesOfPixels() {
		final float[] p = scores().logProbabilities(WIDTH, 0, HEIGHT, 1 / 8.0, 1 / 8.0);
		assertArrays("log-probabilities", io.get("cluster_log_probs").data(), p, 5e-6);
		assertArrayEquals(io.get("cluster_argmax").data(), best(p));
	}

	/** Bands of rows give the same numbers as the whole picture. */
	@Test
	void bandsAgreeWithTheWhole() {
		final float[] whole = scores().logProbabilities(WIDTH, 0, HEIGHT, 1 / 8.0, 1 / 8.0);
		final float[] band = scores().logProbabilities(WIDTH, 13, 30, 1 / 8.0, 1 / 8.0);
		for (int k = 0; k < CLUSTERS; k++)
			for (int i = 0; i < 17 * WIDTH; i++) assertEquals(whole[k * HEIGHT * WIDTH + 13 * WIDTH + i], band[k * 17 * WIDTH +
				i]);
	}

	/** From our own log-probabilities through the CRF to the reference's labels. */
	@Test
	void labelsAfterTheCrf() {
		final float[] p = scores().logProbabilities(WIDTH, 0, HEIGHT, 1 / 8.0, 1 / 8.0);
		final float[] mean = { 0.485f, 0.456f, 0.406f }, std = { 0.229f, 0.224f, 0.225f };
		final float[] image = io.get("image").data();
		final float[][] guide = new float[3][HEIGHT * WIDTH];
		for (int c = 0; c < 3; c++)
			for (int i = 0; i < HEIGHT * WIDTH; i++) {
				// The reference normalises, de-normalises in float32 and truncates; channels as blue, green, red.
				final float value = image[c * HEIGHT * WIDTH + i] * std[c] + mean[c];
				guide[2 - c][i] = (int) (value * 255);
			}
		final float[] q = new DenseCrf(Sites.plane(WIDTH, HEIGHT), guide, CrfOptions.defaults(), Progress.NONE).marginals(p, CLUSTERS,
			Progress.NONE);
		assertArrays("marginals", io.get("cluster_crf_Q").data(), q, 1e-4);
		assertArrayEquals(io.get("cluster_crf_argmax").data(), best(q));
	}

	/** Two prototypes of a class: the better of the two at each pixel, and the softmax over classes. */
	@Test
	void classesTakeTheirBestPrototype() {
		final float[] single = scores().logProbabilities(WIDTH, 0, HEIGHT, 1 / 8.0, 1 / 8.0);
		final int[] classOf = { 1, 0, 1, 0 };
		final float[] p = new CellScores(cells("code_avg"), ROWS, COLUMNS, new ClassPrototypes(new Prototypes(Metric.COSINE,
			weights.get("cluster_probe.clusters")), classOf, 2)).logProbabilities(WIDTH, 0, HEIGHT, 1 / 8.0, 1 / 8.0);
		final int pixels = WIDTH * HEIGHT;
		assertEquals(2 * pixels, p.length);
		for (int i = 0; i < pixels; i++) {
			final double a = Math.max(single[pixels + i], single[3 * pixels + i]), b = Math.max(single[i], single[2 * pixels +
				i]), log = Math.log(Math.exp(a) + Math.exp(b));
			assertEquals(a - log, p[i], 1e-5);
			assertEquals(b - log, p[pixels + i], 1e-5);
		}
	}

	/** A cell is a pixel: the probe's own log-probabilities with alpha 2. */
	@Test
	void probeWithAlphaTwo() {
		final SafeTensors probe = SafeTensors.open(Path.of("test-data", "golden", "cluster_probe", "probe.safetensors"));
		final Tensor codes = probe.get("codes"), expected = probe.get("alpha_2.log_probs");
		final int cells = codes.size(2) * codes.size(3), size = codes.size(1), n = expected.size(1);
		for (int b = 0; b < codes.size(0); b++) {
			final float[] own = java.util.Arrays.copyOfRange(codes.data(), b * size * cells, (b + 1) * size * cells);
			final CellScores scores = new CellScores(transpose(own, size, cells), codes.size(2), codes.size(3), ClassPrototypes
				.single(new Prototypes(Metric.COSINE, probe.get("clusters"))));
			assertArrays("log-probabilities", java.util.Arrays.copyOfRange(expected.data(), b * n * cells, (b + 1) * n *
				cells), scores.logProbabilities(codes.size(3), 0, codes.size(2), 1, 1), 2e-6);
		}
	}

	private CellScores scores() {
		return new CellScores(cells("code_avg"), ROWS, COLUMNS, ClassPrototypes.single(new Prototypes(Metric.COSINE, weights
			.get("cluster_probe.clusters"))));
	}

	/** A map (1, K, h, w) as (h w, K). */
	private float[] cells(final String name) {
		return transpose(io.get(name).data(), CODE, ROWS * COLUMNS);
	}

	private static float[] transpose(final float[] map, final int size, final int cells) {
		final float[] out = new float[map.length];
		for (int k = 0; k < size; k++)
			for (int i = 0; i < cells; i++) out[i * size + k] = map[k * cells + i];
		return out;
	}

	private static float[] best(final float[] p) {
		final int pixels = HEIGHT * WIDTH;
		final float[] best = new float[pixels];
		for (int i = 0; i < pixels; i++)
			for (int k = 1; k < CLUSTERS; k++)
				if (p[k * pixels + i] > p[(int) best[i] * pixels + i]) best[i] = k;
		return best;
	}

	private static void assertArrays(final String what, final float[] expected, final float[] actual,
		final double tolerance)
	{
		assertEquals(expected.length, actual.length, what);
		for (int i = 0; i < expected.length; i++) assertEquals(expected[i], actual[i], tolerance, what + " at " + i);
	}
}
