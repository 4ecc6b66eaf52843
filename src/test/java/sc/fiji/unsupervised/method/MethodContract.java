package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TrainingStep;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

/** What every method has to keep. A method's test extends this. */
abstract class MethodContract {

	private static final int SIDE = 28, CHANNELS = 16, TILES = 6;
	private static final Session.Options CPU = new Session.Options("cpu", 1, 1);
	private static final MethodSettings SETTINGS = new MethodSettings(2, 2, 60, "auto", 1);

	abstract Method method();

	/** Two textures, left and right of an oblique border, as noisy feature vectors; some tiles are padded. */
	static FeatureCache twoTextures() {
		final FeatureCache cache = new FeatureCache(SIDE, SIDE, CHANNELS, 1 << 26);
		final SplittableRandom random = new SplittableRandom(11);
		final float[][] texture = new float[2][CHANNELS];
		for (final float[] t : texture)
			for (int c = 0; c < CHANNELS; c++) t[c] = (float) random.nextDouble(-1, 1);
		for (int tile = 0; tile < TILES; tile++) {
			final int rows = tile == 5 ? 20 : SIDE, columns = tile == 4 ? 12 : SIDE;
			final ByteBuffer half = ByteBuffer.allocateDirect(SIDE * SIDE * CHANNELS * 2).order(ByteOrder.LITTLE_ENDIAN);
			for (int cell = 0; cell < SIDE * SIDE; cell++) {
				final boolean inside = cell / SIDE < rows && cell % SIDE < columns;
				for (int c = 0; c < CHANNELS; c++) {
					final double value = inside ? texture[truth(tile, cell)][c] + 0.5 * random.nextDouble(-1, 1) : 1000;
					half.putShort(half((float) value));
				}
			}
			cache.add(half.flip(), new TilePlace(tile, 0, 0, rows, columns, new BitSet(), new float[SIDE * SIDE]));
		}
		return cache;
	}

	static int truth(final int tile, final int cell) {
		return cell % SIDE + cell / SIDE / 2 > 6 + 3 * tile ? 1 : 0;
	}

	/** Nearest half-precision number of a value of ordinary size. */
	static short half(final float value) {
		final int bits = Float.floatToIntBits(value);
		final int sign = bits >>> 16 & 0x8000, rounded = (bits & 0x7fffffff) + 0x1000;
		return rounded < 0x38800000 ? (short) sign : (short) (sign | rounded - 0x38000000 >>> 13);
	}

	@Test
	void beatsChanceOnTwoTextures() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(CPU)) {
			final Fitted fitted = method().fit(cache, SETTINGS, session, Progress.NONE);
			int same = 0, all = 0;
			for (int t = 0; t < TILES; t++) {
				final int[] labels = labels(cache, t, fitted, session);
				for (int cell = 0; cell < labels.length; cell++) {
					if (cell / SIDE >= cache.place(t).validRows() || cell % SIDE >= cache.place(t).validColumns()) continue;
					all++;
					if (labels[cell] == truth(t, cell)) same++;
				}
			}
			final double accuracy = Math.max(same, all - same) / (double) all;
			assertTrue(accuracy > 0.95, "accuracy " + accuracy);
		}
	}

	private static int[] labels(final FeatureCache cache, final int tile, final Fitted fitted, final Session session) {
		try (NDManager scope = session.manager().newSubManager()) {
			final float[] x = new TileFeatures(cache, session).batch(scope, tile).toFloatArray();
			final Tensor codes = HeadTraining.codes(fitted.head(), new Tensor(x, SIDE * SIDE, CHANNELS), session);
			final int[] labels = new int[SIDE * SIDE];
			ClassPrototypes.single(fitted.prototypes()).label(codes.data(), labels);
			return labels;
		}
	}

	@Test
	void givesTheShapesItPromises() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(CPU)) {
			for (int classes = 2; classes <= 5; classes++) {
				final Fitted fitted = method().fit(cache, new MethodSettings(classes, classes, 3, "auto", 1), session,
					Progress.NONE);
				assertEquals(CHANNELS, fitted.head().channels());
				assertEquals(classes, fitted.prototypes().count());
				assertEquals(fitted.head().codeSize(), fitted.prototypes().centres().size(1));
				for (final StepRecord step : fitted.diagnostics().steps()) assertEquals(classes, step.shares().length);
			}
		}
	}

	@Test
	void givesAsManyClustersAsAskedForAndNeverFewerThanClasses() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(CPU)) {
			assertEquals(9, method().fit(cache, new MethodSettings(3, 9, 2, "auto", 1), session, Progress.NONE).prototypes()
				.count());
			assertTrue(method().fit(cache, new MethodSettings(3, 2, "auto", 1), session, Progress.NONE).prototypes()
				.count() >= 3);
		}
	}

	@Test
	void sameSeedSameBytes() {
		final float[][] a = run(7), b = run(7);
		for (int i = 0; i < a.length; i++) assertArrayEquals(a[i], b[i]);
	}

	private float[][] run(final long seed) {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(new Session.Options("cpu", 2, seed))) {
			final Fitted fitted = method().fit(cache, new MethodSettings(3, 10, "auto", seed), session, Progress.NONE);
			return new float[][] { fitted.head().parameters().get(Head.LINEAR).data(), fitted.prototypes().centres().data() };
		}
	}

	@Test
	void stopsWhenAsked() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(CPU)) {
			final Progress impatient = new Progress() {

				private int reports;

				@Override
				public void report(final String stage, final double fraction, final String message) {
					reports++;
				}

				@Override
				public boolean isCancelled() {
					return reports > 2;
				}
			};
			assertThrows(CancelledException.class, () -> method().fit(cache, SETTINGS, session, impatient));
			method().fit(cache, new MethodSettings(2, 1, "auto", 1), session, Progress.NONE);
		}
	}

	@Test
	void tellsItsStepsAndEndsEarlyWithWhatItHas() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(CPU)) {
			final Content content = new Content(4);
			final Fitted fitted = method().fit(cache, SETTINGS, session, content);
			assertEquals(fitted.diagnostics().steps().size(), content.told.size());
			assertTrue(content.told.size() <= 4, content.told.size() + " steps");
			assertEquals(2, fitted.prototypes().count());
			for (int i = 0; i < content.told.size(); i++) {
				assertEquals(i + 1, content.told.get(i).step());
				assertEquals(SETTINGS.steps(), content.told.get(i).steps());
			}
		}
	}

	/** Is content after some steps. */
	static final class Content implements Progress {

		private final int steps;
		final List<TrainingStep> told = new ArrayList<>();

		Content(final int steps) {
			this.steps = steps;
		}

		@Override
		public void report(final String stage, final double fraction, final String message) {}

		@Override
		public boolean trained(final TrainingStep step) {
			told.add(step);
			return step.step() < steps;
		}
	}

	@Test
	void leavesNothingBehindInNativeMemory() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(CPU)) {
			method().fit(cache, new MethodSettings(2, 2, "auto", 1), session, Progress.NONE);
			final int before = resources(session);
			for (int i = 0; i < 3; i++) method().fit(cache, new MethodSettings(2, 2, "auto", 1), session, Progress.NONE);
			assertEquals(before, resources(session));
		}
	}

	/** Arrays, models and managers that the session owns. */
	private static int resources(final Session session) {
		return session.manager().getManagedArrays().size() + count(session.manager());
	}

	private static int count(final NDManager manager) {
		final java.io.ByteArrayOutputStream text = new java.io.ByteArrayOutputStream();
		final java.io.PrintStream out = System.out;
		System.setOut(new java.io.PrintStream(text));
		try {
			((ai.djl.ndarray.BaseNDManager) manager).debugDump(0);
		}
		finally {
			System.setOut(out);
		}
		return text.toString().split("\n").length;
	}

	@Test
	void refusesMoreClassesThanDifferentCells() {
		try (FeatureCache cache = new FeatureCache(SIDE, SIDE, CHANNELS, 1 << 24); Session session = Session.open(CPU)) {
			cache.add(ByteBuffer.allocateDirect(SIDE * SIDE * CHANNELS * 2).order(ByteOrder.LITTLE_ENDIAN), new TilePlace(0, 0,
				0, SIDE, SIDE, new BitSet(), new float[SIDE * SIDE]));
			final String message = assertThrows(UserException.class, () -> method().fit(cache, SETTINGS, session,
				Progress.NONE)).getMessage();
			assertTrue(message.contains("looks the same everywhere"), message);
		}
	}
}
