package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.StegoOptions.Triple;
import sc.fiji.unsupervised.stack.FeatureCache;

class SmoothTest extends MethodContract {

	private static final int BATCH = 2, POINTS = 4, GROUPS = 2, C = 5, K = 3, CLASSES = 3;
	private static final Session.Options CPU = new Session.Options("cpu", 1, 1);
	private static final Triple SHIFTS = new Triple(0.2f, 0, 0.4f);

	@Override
	Method method() {
		return new Smooth();
	}

	/** The energy as its formula says, in plain double arithmetic, and its gradient by differences. */
	@Test
	void energyFollowsItsFormula() {
		final SplittableRandom random = new SplittableRandom(5);
		final double[] f1 = values(random, BATCH * POINTS * C), f2 = values(random, BATCH * GROUPS * POINTS * C);
		final double[] c1 = values(random, BATCH * POINTS * K), c2 = values(random, BATCH * GROUPS * POINTS * K);
		final double[] average = values(random, CLASSES * K);
		try (Session session = Session.open(CPU);
				Script script = Script.compile(session, Smooth.script(SHIFTS, SmoothOptions.defaults())))
		{
			final NDManager m = session.manager();
			final NDArray code = array(m, c1, BATCH, POINTS, K), mu = array(m, average, CLASSES, K);
			code.setRequiresGradient(true);
			final NDList out;
			try (GradientCollector gradients = session.gradients()) {
				final NDArray other = array(m, c2, BATCH, GROUPS * POINTS, K);
				out = script.callDifferentiable("objective", array(m, f1, BATCH, POINTS, C), array(m, f2, BATCH, GROUPS *
					POINTS, C), code, other, code.reshape(-1, K), mu, mu);
				gradients.backward(out.get(0));
			}
			final double[] expected = energy(f1, f2, c1, c2, average);
			for (int g = 0; g < GROUPS; g++) assertEquals(expected[g], out.get(1).toFloatArray()[g], 1e-6, "group " + g);
			assertEquals(expected[0] + expected[1] + out.get(2).getFloat(), out.get(0).getFloat(), 1e-6);
			final float[] gradient = code.getGradient().toFloatArray();
			for (int i = 0; i < c1.length; i++) {
				final double[] more = c1.clone(), less = c1.clone();
				more[i] += 1e-5;
				less[i] -= 1e-5;
				final double[] a = energy(f1, f2, more, c2, average), b = energy(f1, f2, less, c2, average);
				assertEquals((a[0] + a[1] - b[0] - b[1]) / 2e-5, gradient[i], 1e-5, "gradient at " + i);
			}
		}
	}

	/** Mean of (centred feature cosine - shift) (1 - cosine of probabilities) in each group. */
	private static double[] energy(final double[] f1, final double[] f2, final double[] c1, final double[] c2,
		final double[] average)
	{
		final int pairs = BATCH * POINTS * POINTS;
		final double[] energy = new double[GROUPS];
		for (int g = 0; g < GROUPS; g++) {
			final double[][] fd = new double[BATCH * POINTS][POINTS];
			double before = 0, after = 0;
			for (int p = 0; p < BATCH * POINTS; p++) {
				double row = 0;
				for (int q = 0; q < POINTS; q++) row += fd[p][q] = cosine(f1, p, f2, partner(p, g, q), C);
				before += row / pairs;
				for (int q = 0; q < POINTS; q++) after += (fd[p][q] -= row / POINTS) / pairs;
			}
			final float shift = g == 0 ? SHIFTS.self() : SHIFTS.random();
			for (int p = 0; p < BATCH * POINTS; p++)
				for (int q = 0; q < POINTS; q++) {
					final double pd = cosine(probabilities(c1, p, average), 0, probabilities(c2, partner(p, g, q), average), 0,
						CLASSES);
					energy[g] += (fd[p][q] + before - after - shift) * (1 - pd) / pairs;
				}
		}
		return energy;
	}

	private static int partner(final int p, final int group, final int q) {
		return (p / POINTS * GROUPS + group) * POINTS + q;
	}

	private static double[] probabilities(final double[] codes, final int row, final double[] average) {
		final double[] p = new double[CLASSES];
		double sum = 0;
		for (int k = 0; k < CLASSES; k++) sum += p[k] = Math.exp(cosine(codes, row, average, k, K) / 0.1);
		for (int k = 0; k < CLASSES; k++) p[k] /= sum;
		return p;
	}

	private static double cosine(final double[] a, final int i, final double[] b, final int j, final int size) {
		double dot = 0, aa = 0, bb = 0;
		for (int c = 0; c < size; c++) {
			final double x = a[i * size + c], y = b[j * size + c];
			dot += x * y;
			aa += x * x;
			bb += y * y;
		}
		return dot / Math.sqrt(aa * bb);
	}

	private static double[] values(final SplittableRandom random, final int count) {
		return random.doubles(count, -1, 1).toArray();
	}

	private static NDArray array(final NDManager manager, final double[] values, final long... shape) {
		final float[] floats = new float[values.length];
		for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
		return manager.create(floats, new Shape(shape));
	}

	/** Two cells on the first prototype's average, one on the second's: -log softmax of the scores 1 and 0 each time. */
	@Test
	void prototypesLearnTheLabelsOfTheirAverage() {
		try (Session session = Session.open(CPU); Script script = Script.compile(session, HeadScript.script(true) +
			PrototypeLoss.script()))
		{
			final NDManager m = session.manager();
			final NDArray codes = m.create(new float[] { 2, 0, 3, 0, 0, 1 }, new Shape(3, 2));
			final NDArray average = m.create(new float[] { 1, 0, 0, 1 }, new Shape(2, 2));
			final NDArray centres = m.create(new float[] { 0, 5, 5, 0 }, new Shape(2, 2));
			codes.setRequiresGradient(true);
			centres.setRequiresGradient(true);
			final NDList out;
			try (GradientCollector gradients = session.gradients()) {
				out = script.callDifferentiable("agreement", codes, centres, average);
				gradients.backward(out.get(0));
			}
			assertEquals(Math.log(1 + Math.E), out.get(0).getFloat(), 1e-6, "scores are 0 where they should be 1");
			assertEquals(2 / 3f, out.get(1).toFloatArray()[0], 1e-6);
			final float[] c = codes.getGradient().toFloatArray();
			assertTrue(c[0] == 0 && c[1] < 0 && c[4] < 0, "codes turn to the prototype that shall own them, lengths do not count");
			final float[] g = centres.getGradient().toFloatArray();
			assertTrue(g[0] < 0 && g[3] < 0, "each prototype turns to the cells that its average owns");
		}
	}

	@Test
	void energyFallsAndShiftsAreNoted() {
		try (FeatureCache cache = twoTextures(); Session session = Session.open(CPU)) {
			final Diagnostics d = new Smooth().fit(cache, new MethodSettings(2, 40, "auto", 1), session, Progress.NONE)
				.diagnostics();
			final double first = energy(d, 0, 10), last = energy(d, 30, 40);
			assertTrue(last < first - 0.01, first + " to " + last);
			assertEquals(0, d.steps().get(0).losses()[1], "no near tiles");
			assertTrue(d.notes().containsKey("shifts"), d.notes().toString());
		}
	}

	private static double energy(final Diagnostics d, final int from, final int to) {
		return d.steps().subList(from, to).stream().mapToDouble(s -> s.losses()[0] + s.losses()[2]).average().orElseThrow();
	}
}
