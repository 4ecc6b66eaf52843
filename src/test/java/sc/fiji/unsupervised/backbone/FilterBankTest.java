package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.backbone.FilterBank.Picture;
import sc.fiji.unsupervised.engine.Session;

/** The filters against the calculus of simple pictures. */
class FilterBankTest {

	private static final Session.Options CPU = new Session.Options("cpu", 1, 1);

	/** Tile of 48 x 40 pixels, so that rows and columns cannot be mixed up. */
	private static final int WIDTH = 48, HEIGHT = 40;

	private static final double[] SIGMAS = { 0.7, 1, 2, 4, 8 };

	@ParameterizedTest
	@ValueSource(ints = { 4, 8 })
	void ramp(final int cell) {
		final double slope = 0.002;
		final Map<String, float[]> f = features(Picture.GREY, cell, (x, y) -> 0.3 + slope * y);
		final int columns = WIDTH / cell, cells = columns * (HEIGHT / cell);
		for (int i = 0; i < cells; i++) {
			final double y = (i / columns + 0.5) * cell - 0.5;
			assertEquals(0.3 + slope * y - 0.5, f.get("mean")[i], 1e-6);
			for (final double s : SIGMAS) {
				assertEquals(0.3 + slope * y - 0.5, get(f, "mean of Gaussian", s)[i], 1e-6);
				assertEquals(slope * s, get(f, "mean of gradient", s)[i], 1e-6);
				assertEquals(0, get(f, "sd of gradient", s)[i], 1e-6);
				assertEquals(0, get(f, "mean of Laplacian", s)[i], 3e-6);
				assertEquals(Math.hypot(slope * s, 1e-4), get(f, "mean of larger structure tensor eigenvalue", s)[i], 1e-5);
				assertEquals(1e-4, get(f, "mean of smaller structure tensor eigenvalue", s)[i], 3e-5);
				// The floor of 1e-3 is added in squares.
				assertEquals(Math.hypot(slope * s, 1e-3), get(f, "mean of local sd", s)[i], 0.02 * slope * s + 1e-5);
				assertEquals(0, get(f, "mean of difference of Gaussians", s)[i], 1e-6);
			}
			// sd of a ramp over the n positions evaluated in a cell
			assertEquals(slope * Math.sqrt((cell * cell - 1) / 12.0), get(f, "sd of Gaussian", 1)[i], 1e-6);
			final double step = cell / 2.0;
			assertEquals(slope * step / 2, get(f, "sd of Gaussian", 8)[i], 1e-6);
		}
	}

	@Test
	void parabola() {
		final double bend = 2e-4;
		final Map<String, float[]> f = features(Picture.GREY, 8, (x, y) -> bend * (x - 20) * (x - 20) / 2);
		for (int i = 0; i < 30; i++) for (final double s : SIGMAS) {
			assertEquals(bend * s * s, get(f, "mean of Laplacian", s)[i], 3e-6);
			assertEquals(bend * s * s, get(f, "mean of larger Hessian eigenvalue", s)[i], 3e-6);
			assertEquals(0, get(f, "mean of smaller Hessian eigenvalue", s)[i], 3e-6);
			final double finer = s == 0.7 ? 0 : s == 1 ? 0.7 : s / 2;
			assertEquals(bend / 2 * (finer * finer - s * s), get(f, "mean of difference of Gaussians", s)[i], 0.02 * bend * s *
				s + 3e-6);
		}
	}

	@Test
	void saddle() {
		final double bend = 2e-4;
		final Map<String, float[]> f = features(Picture.GREY, 8, (x, y) -> bend * (x - 20) * (y - 20) + 0.5);
		for (int i = 0; i < 30; i++) for (final double s : SIGMAS) {
			assertEquals(0, get(f, "mean of Laplacian", s)[i], 3e-6);
			assertEquals(bend * s * s, get(f, "mean of larger Hessian eigenvalue", s)[i], 5e-6);
			assertEquals(-bend * s * s, get(f, "mean of smaller Hessian eigenvalue", s)[i], 5e-6);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 4, 8 })
	void aBrightCellAnswersInItsOwnPlace(final int cell) {
		final int column = 24 / cell, row = 16 / cell;
		final Map<String, float[]> f = features(Picture.COLOUR, cell, (x, y) -> Math.floorDiv((int) x, cell) == column &&
			Math.floorDiv((int) y, cell) == row ? 1 : 0);
		final int target = row * (WIDTH / cell) + column;
		for (final Map.Entry<String, float[]> e : f.entrySet()) {
			if (!e.getKey().startsWith("mean") || !e.getKey().matches(".*(Gaussian|channel|gradient|tensor|local).*") || e
				.getKey().contains("difference")) continue;
			final boolean ring = e.getKey().contains("gradient") && !e.getKey().matches(".*sigma (0.7|1.0|2.0)");
			if (!ring) assertEquals(target, largest(e.getValue()), e.getKey());
			symmetric(e.getKey(), e.getValue(), WIDTH / cell, column, row);
		}
	}

	/** The four neighbours of the bright cell answer alike. */
	private static void symmetric(final String name, final float[] v, final int columns, final int column, final int row) {
		final float left = v[row * columns + column - 1];
		assertEquals(left, v[row * columns + column + 1], 1e-5, name);
		assertEquals(left, v[(row - 1) * columns + column], 1e-5, name);
		assertEquals(left, v[(row + 1) * columns + column], 1e-5, name);
	}

	@Test
	void coloursAreKeptApart() {
		try (Session session = Session.open(CPU); FilterBank bank = new FilterBank(session, Picture.COLOUR, 8)) {
			final float[] tile = new float[3 * (WIDTH + 128) * (HEIGHT + 128)];
			final int n = tile.length / 3;
			for (int i = 0; i < n; i++) {
				tile[i] = 0.2f;
				tile[n + i] = 0.6f;
				tile[2 * n + i] = 0.9f;
			}
			final Map<String, float[]> f = run(session, bank, tile);
			assertEquals(-0.3, f.get("mean of channel 1")[7], 1e-6);
			assertEquals(0.1, f.get("mean of channel 2, sigma 4.0")[7], 1e-6);
			assertEquals(0.4, f.get("mean of channel 3, sigma 8.0")[7], 1e-6);
			assertEquals(0.299 * 0.2 + 0.587 * 0.6 + 0.114 * 0.9 - 0.5, get(f, "mean of Gaussian", 2)[7], 1e-6);
			assertEquals(114, bank.columns().size(), "54 maps with two numbers, channels and their widest Gaussians");
			assertEquals(15, bank.columns().stream().filter(c -> c.isIn(FilterColumn.INTENSITY)).count());
			assertEquals(108, bank.columns().stream().filter(c -> c.isIn(FilterColumn.TEXTURE)).count());
		}
	}

	@Test
	void greyHas90And5Features() {
		try (Session session = Session.open(CPU); FilterBank bank = new FilterBank(session, Picture.GREY, 8)) {
			assertEquals(5, bank.columns().stream().filter(c -> c.isIn(FilterColumn.INTENSITY)).count());
			assertEquals(90, bank.columns().stream().filter(c -> c.isIn(FilterColumn.TEXTURE)).count());
			for (final FilterLevel level : FilterLevel.all(8)) assertTrue(level.margin() <= FilterBank.HALO);
			for (final FilterLevel level : FilterLevel.all(4)) assertTrue(level.margin() <= FilterBank.HALO);
		}
	}

	private static int largest(final float[] v) {
		int best = 0;
		for (int i = 1; i < v.length; i++) if (v[i] > v[best]) best = i;
		return best;
	}

	private static float[] get(final Map<String, float[]> features, final String name, final double sigma) {
		return features.get(name + ", sigma " + sigma);
	}

	/** Features by name of a grey picture given as a function of pixel column and row. */
	private static Map<String, float[]> features(final Picture kind, final int cell, final DoubleBinaryOperator picture) {
		final int w = WIDTH + 2 * FilterBank.HALO, h = HEIGHT + 2 * FilterBank.HALO;
		final float[] tile = new float[3 * w * h];
		for (int c = 0; c < 3; c++) for (int y = 0; y < h; y++) for (int x = 0; x < w; x++)
			tile[(c * h + y) * w + x] = (float) picture.applyAsDouble(x - FilterBank.HALO, y - FilterBank.HALO);
		try (Session session = Session.open(CPU); FilterBank bank = new FilterBank(session, kind, cell)) {
			return run(session, bank, tile);
		}
	}

	private static Map<String, float[]> run(final Session session, final FilterBank bank, final float[] tile) {
		try (NDManager manager = session.manager().newSubManager()) {
			final NDArray input = manager.create(tile, new Shape(1, 3, HEIGHT + 2 * FilterBank.HALO, WIDTH + 2 *
				FilterBank.HALO));
			final NDArray output = bank.extract(input);
			assertEquals(bank.columns().size(), output.getShape().get(1));
			final float[] all = output.toFloatArray();
			final int cells = all.length / bank.columns().size();
			final Map<String, float[]> result = new LinkedHashMap<>();
			for (int i = 0; i < bank.columns().size(); i++)
				result.put(bank.columns().get(i).name(), Arrays.copyOfRange(all, i * cells, (i + 1) * cells));
			assertEquals(bank.columns().size(), result.size(), "names are unique");
			return result;
		}
	}
}
