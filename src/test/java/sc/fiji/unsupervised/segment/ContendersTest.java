package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

class ContendersTest {

	private static final int PROTOTYPES = 12, CLASSES = 3;

	/** Random scores of four cells; those of one cell differ from the next by so much. */
	private static float[] scores(final Random random, final double step) {
		final float[] scores = new float[4 * PROTOTYPES];
		for (int j = 0; j < PROTOTYPES; j++) {
			scores[j] = (float) random.nextGaussian();
			for (int cell = 1; cell < 4; cell++) scores[cell * PROTOTYPES + j] = (float) (scores[j] + step * random.nextGaussian());
		}
		return scores;
	}

	private static int[] classes() {
		final int[] classOf = new int[PROTOTYPES];
		for (int j = 0; j < PROTOTYPES; j++) classOf[j] = j % CLASSES;
		return classOf;
	}

	private static double between(final float[] t, final int j, final double fx, final double fy) {
		return (1 - fx) * (1 - fy) * t[j] + fx * (1 - fy) * t[PROTOTYPES + j] + (1 - fx) * fy * t[2 * PROTOTYPES + j] + fx * fy *
			t[3 * PROTOTYPES + j];
	}

	@Test
	void theHighestOfEachClassIsAmongThem() {
		final int[] classOf = classes();
		int dropped = 0;
		for (int trial = 0; trial < 300; trial++) {
			final Random random = new Random(trial);
			final float[] scores = scores(random, trial % 3 == 0 ? 0.01 : trial % 3);
			final Contenders contenders = new Contenders(scores, classOf, CLASSES);
			contenders.between(0, 1, 2, 3);
			dropped += PROTOTYPES - contenders.count();
			for (int point = 0; point < 50; point++) {
				final double fx = point % 7 / 7.0, fy = random.nextFloat();
				final double[] all = new double[CLASSES], kept = new double[CLASSES];
				Arrays.fill(all, Double.NEGATIVE_INFINITY);
				Arrays.fill(kept, Double.NEGATIVE_INFINITY);
				for (int j = 0; j < PROTOTYPES; j++) all[classOf[j]] = Math.max(all[classOf[j]], between(scores, j, fx, fy));
				for (int i = 0; i < contenders.count(); i++) {
					final int j = contenders.prototype(i);
					kept[classOf[j]] = Math.max(kept[classOf[j]], between(scores, j, fx, fy));
				}
				for (int k = 0; k < CLASSES; k++) assertEquals(all[k], kept[k], 0, "trial " + trial);
			}
		}
		assertTrue(dropped > 300, "dropped " + dropped);
	}

	@Test
	void equalPrototypesLeaveOneOfEachClass() {
		final Contenders contenders = new Contenders(new float[4 * PROTOTYPES], classes(), CLASSES);
		contenders.between(0, 1, 2, 3);
		assertEquals(CLASSES, contenders.count());
	}
}
