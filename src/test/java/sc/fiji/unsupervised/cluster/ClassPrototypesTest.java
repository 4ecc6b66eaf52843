package sc.fiji.unsupervised.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.model.Tensor;

class ClassPrototypesTest {

	private static final Prototypes CORNERS = new Prototypes(Metric.EUCLIDEAN, new Tensor(new float[] { 0, 0, 9, 0, 0, 9, 9,
		9 }, 4, 2));
	private static final float[] ROWS = { 1, 2, 8, 8, 1, 7, 8, 1 };

	@Test
	void aVectorHasTheClassOfItsNearestPrototype() {
		final int[] labels = new int[4];
		new ClassPrototypes(CORNERS, new int[] { 1, 0, 0, 1 }, 2).label(ROWS, labels);
		assertArrayEquals(new int[] { 1, 1, 0, 0 }, labels);
		ClassPrototypes.single(CORNERS).label(ROWS, labels);
		assertArrayEquals(new int[] { 0, 3, 2, 1 }, labels);
	}

	@Test
	void everyClassNeedsAPrototypeAndEveryPrototypeAClass() {
		assertThrows(IllegalArgumentException.class, () -> new ClassPrototypes(CORNERS, new int[] { 0, 0, 2, 2 }, 3));
		assertThrows(IllegalArgumentException.class, () -> new ClassPrototypes(CORNERS, new int[] { 0, 1, 1 }, 2));
	}
}
