package sc.fiji.unsupervised.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Cancelled;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.cluster.Hungarian;

class EvaluationTest {

	/** Planes of one row. */
	private record Rows(int[]... rows) implements LabelSource {

		@Override
		public int slices() {
			return rows.length;
		}

		@Override
		public int width() {
			return rows[0].length;
		}

		@Override
		public int height() {
			return 1;
		}

		@Override
		public int[] read(final int slice) {
			return rows[slice].clone();
		}
	}

	private static Evaluation evaluate(final LabelSource labels, final LabelSource truth) {
		return Evaluation.of(labels, truth, 255, 1, Hungarian::maximise, Progress.NONE);
	}

	@Test
	void oneMatchingHoldsForAllSlices() {
		// Slice by slice 1 is 0 and then 9; together it is 0, where it has more pixels.
		final Evaluation evaluation = evaluate(new Rows(new int[] { 1, 1, 1, 2 }, new int[] { 1, 1, 2, 2 }), new Rows(new int[] {
			0, 0, 0, 9 }, new int[] { 9, 9, 0, 9 }));
		assertArrayEquals(new int[] { 0, 1 }, evaluation.oneToOne().scores().classOfCluster());
		assertEquals(100.0 * 5 / 8, evaluation.oneToOne().scores().accuracy(), 1e-9);
		assertArrayEquals(new int[] { 0, 9 }, evaluation.classes());
	}

	@Test
	void extraLabelsAreWrongOneToOneAndServeManyToOne() {
		final Evaluation evaluation = evaluate(new Rows(new int[] { 1, 1, 1, 2, 2, 3, 3, 3 }), new Rows(new int[] { 5, 5, 5, 5, 5,
			6, 6, 6 }));
		assertArrayEquals(new int[] { 0, -1, 1 }, evaluation.oneToOne().scores().classOfCluster());
		assertEquals(75, evaluation.oneToOne().scores().accuracy(), 1e-9);
		assertArrayEquals(new int[] { 0, 0, 1 }, evaluation.manyToOne().scores().classOfCluster());
		assertEquals(100, evaluation.manyToOne().scores().accuracy(), 1e-9);
		assertEquals(100, evaluation.manyToOne().meanBoundary(), 1e-9);
		assertEquals("one-to-one", evaluation.matches().get(0).name());
		assertEquals("many-to-one", evaluation.matches().get(1).name());
	}

	@Test
	void ignoredAndUncomputedPixelsDoNotCount() {
		final Evaluation evaluation = evaluate(new Rows(new int[] { 1, 2, 0, 2, 1 }), new Rows(new int[] { 3, 4, 4, 255, 3 }));
		assertEquals(100, evaluation.oneToOne().scores().meanIou(), 1e-9);
		assertArrayEquals(new int[] { 3, 4 }, evaluation.classes());
	}

	@Test
	void whatDoesNotFitIsSaid() {
		assertEquals("The labels are 2 x 1 with 1 slice but truth is 3 x 1 with 2 slices; give truth of the same size.",
			assertThrows(UserException.class, () -> evaluate(new Rows(new int[2]), new Rows(new int[3], new int[3])))
				.getMessage());
		assertThrows(UserException.class, () -> evaluate(new Rows(new int[] { 0, 1 }), new Rows(new int[] { 1, 255 })));
		assertThrows(CancelledException.class, () -> Evaluation.of(new Rows(new int[1]), new Rows(new int[1]), 255, 1,
			Hungarian::maximise, Cancelled.AT_ONCE));
	}
}
