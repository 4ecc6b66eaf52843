package sc.fiji.unsupervised.crf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.Progress;

class SitesTest {

	private static float[] at(final Sites sites, final int point) {
		final float[] out = new float[sites.dimensions()];
		sites.read(point, 2, out);
		return out;
	}

	@Test
	void coordinates() {
		assertArrayEquals(new float[] { 1, 0.5f }, at(Sites.plane(3, 2), 5));
		final Sites box = Sites.box(3, 2, 4, 10);
		assertEquals(24, box.count());
		assertArrayEquals(new float[] { 1, 0.5f, 5 }, at(box, 11));
		assertArrayEquals(new float[] { 1, 0.5f, 5 }, at(box.only(new int[] { 3, 11 }), 1));
		assertEquals(2, Sites.box(3, 2, 1, 10).dimensions(), "one section is a plane");
	}

	@Test
	void someOfThePixels() {
		final Sites all = Sites.plane(2, 2), some = all.only(new int[] { 1, 2 });
		assertSame(all, all.only(new int[] { 0, 1, 2, 3 }));
		assertEquals(2, some.count());
		final float[] planes = { 1, 2, 3, 4, 5, 6, 7, 8 };
		assertArrayEquals(new float[] { 2, 3, 6, 7 }, some.pick(planes));
		assertArrayEquals(new float[] { 0, 2, 3, 0, 0, 6, 7, 0 }, some.spread(some.pick(planes)));
		assertSame(planes, all.pick(planes));
		assertEquals(some, Sites.plane(2, 2).only(new int[] { 1, 2 }));
		assertNotEquals(some, all);
		assertNotEquals(Sites.box(2, 2, 2, 1), Sites.box(2, 2, 2, 2));
	}

	/** What does not take part does not exist: the part alone has the same marginals. */
	@Test
	void aPartIsLikeAPictureOfItsOwn() {
		final int w = 30, h = 20;
		final Random random = new Random(1);
		final float[] guide = new float[w * h], logits = new float[2 * w * h];
		for (int i = 0; i < guide.length; i++) guide[i] = random.nextInt(256);
		for (int i = 0; i < logits.length; i++) logits[i] = random.nextFloat();
		final int[] upper = IntStream.range(0, w * 8).toArray();
		final Sites some = Sites.plane(w, h).only(upper), own = Sites.plane(w, 8);
		final float[] a = new DenseCrf(some, new float[][] { some.pick(guide) }, CrfOptions.defaults(), Progress.NONE)
			.marginals(some.pick(logits), 2, Progress.NONE);
		final float[] b = new DenseCrf(own, new float[][] { some.pick(guide) }, CrfOptions.defaults(), Progress.NONE)
			.marginals(some.pick(logits), 2, Progress.NONE);
		assertArrayEquals(a, b);
	}

	/** Thin sections help each other more than thick ones: with distance the third coordinate loses its reach. */
	@Test
	void distantSectionsHelpLess() {
		final float near = inTheMiddle(1), far = inTheMiddle(1000);
		assertTrue(near > 0.9f, "near " + near);
		assertTrue(far < 0.1f, "far " + far);
	}

	/** Probability of class 0 in the middle of three sections; its own scores are for class 1, its neighbours' for 0. */
	private static float inTheMiddle(final double depth) {
		final int w = 12, h = 10, plane = w * h;
		final float[] logits = new float[2 * 3 * plane];
		for (int i = 0; i < 3 * plane; i++) {
			final boolean middle = i / plane == 1;
			logits[i] = middle ? 0 : 2;
			logits[3 * plane + i] = middle ? 0.5f : 0;
		}
		final float[] q = new DenseCrf(Sites.box(w, h, 3, depth), new float[][] { new float[3 * plane] }, CrfOptions.defaults(),
			Progress.NONE).marginals(logits, 2, Progress.NONE);
		return q[plane + plane / 2];
	}
}
