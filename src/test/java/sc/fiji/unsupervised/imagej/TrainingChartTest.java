package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.Plot;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.model.CountSuggestion;

class TrainingChartTest {

	@Test
	void everyStepOfAShortTraining() {
		final Plot plot = TrainingChart.losses(new float[][] { { 3, 0, 1, -0.5f, 0, 0, 0 }, { 2, 0, 2, -0.6f, 0, 0, 0 } });
		assertEquals(3, plot.getNumPlotObjects(), "self, random and clusters; no k nearest");
		assertArrayEquals(new float[] { 1, 2 }, plot.getDataObjectArrays(0)[0]);
		assertArrayEquals(new float[] { 3, 2 }, plot.getDataObjectArrays(0)[1]);
		assertArrayEquals(new float[] { 1, 2 }, plot.getDataObjectArrays(1)[1]);
		assertArrayEquals(new float[] { -0.05f, -0.06f }, plot.getDataObjectArrays(2)[1], 1e-6f);
	}

	@Test
	void meansOfALongTraining() {
		final float[][] curve = new float[1250][7];
		for (int i = 0; i < curve.length; i++) curve[i][0] = i + 1;
		final float[][] line = TrainingChart.losses(curve).getDataObjectArrays(0);
		assertEquals(97, line[0].length); // 96 of 13 steps, one of the last two
		assertArrayEquals(line[0], line[1]); // here a loss is the number of its step
		assertEquals(7, line[0][0]);
		assertEquals(1249.5f, line[0][96]);
	}

	@Test
	void scoresOfNumbersOfClasses() {
		final Plot plot = TrainingChart.classes(new CountSuggestion(new int[] { 2, 3, 4 }, new double[] { 0.25, 0.5, 0.125 }));
		assertArrayEquals(new float[] { 2, 3, 4 }, plot.getDataObjectArrays(0)[0]);
		assertArrayEquals(new float[] { 0.25f, 0.5f, 0.125f }, plot.getDataObjectArrays(0)[1]);
		assertArrayEquals(new float[] { 3 }, plot.getDataObjectArrays(1)[0], "the dot");
		assertArrayEquals(new float[] { 0.5f }, plot.getDataObjectArrays(1)[1]);
		assertTrue(plot.getLimits()[3] > 0.5 && plot.getLimits()[2] == 0, "all of it is seen");
	}

	/** What is of one kind has no silhouette. */
	@Test
	void scoresOfNothing() {
		final double[] limits = TrainingChart.classes(new CountSuggestion(new int[] { 2, 3 }, new double[2])).getLimits();
		assertTrue(limits[3] > limits[2], limits[2] + " to " + limits[3]);
	}

	@Test
	void sharesOfPairs() {
		final Plot plot = TrainingChart.similarities(new int[][] { { 1, 0, 0, 3 }, { 0, 0, 0, 0 }, { 10, 10, 10, 10 } });
		assertArrayEquals(new float[] { -0.75f, -0.25f, 0.25f, 0.75f }, plot.getDataObjectArrays(0)[0]);
		assertArrayEquals(new float[] { 25, 0, 0, 75 }, plot.getDataObjectArrays(0)[1]);
		assertArrayEquals(new float[] { 25, 25, 25, 25 }, plot.getDataObjectArrays(1)[1]);
	}
}
