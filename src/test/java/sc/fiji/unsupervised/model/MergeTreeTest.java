package sc.fiji.unsupervised.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.model.MergeTree.Merge;

class MergeTreeTest {

	/** ((1 3) 4) and (0 2), then all. */
	private static final MergeTree TREE = new MergeTree(5, List.of(new Merge(1, 3, 1), new Merge(0, 2, 2), new Merge(4, 5,
		3), new Merge(6, 7, 9)));

	@Test
	void cutsToAnyNumberOfGroups() {
		assertArrayEquals(new int[] { 0, 1, 2, 3, 4 }, TREE.cut(5));
		assertArrayEquals(new int[] { 0, 1, 2, 1, 3 }, TREE.cut(4));
		assertArrayEquals(new int[] { 0, 1, 0, 1, 2 }, TREE.cut(3));
		assertArrayEquals(new int[] { 0, 1, 0, 1, 1 }, TREE.cut(2));
		assertArrayEquals(new int[] { 0, 0, 0, 0, 0 }, TREE.cut(1));
		assertEquals(9, TREE.height(2));
		assertEquals(1, TREE.height(5));
	}

	@Test
	void cutsSomeLeavesAsIfTheyWereAlone() {
		assertArrayEquals(new int[] { 0, 0, 1 }, TREE.cut(new int[] { 4, 3, 0 }, 2));
		assertArrayEquals(new int[] { 0, 1, 2 }, TREE.cut(new int[] { 4, 3, 0 }, 3));
		assertArrayEquals(new int[] { 0, 0 }, TREE.cut(new int[] { 2, 1 }, 1));
		assertArrayEquals(new int[] { 0 }, TREE.cut(new int[] { 2 }, 1));
	}

	@Test
	void refusesImpossibleCuts() {
		for (final int k : new int[] { 0, 6, -1 }) assertThrows(IllegalArgumentException.class, () -> TREE.cut(k));
		assertThrows(IllegalArgumentException.class, () -> TREE.cut(new int[] { 2, 1 }, 3));
	}

	@Test
	void treesMayBeUnknown() {
		assertFalse(MergeTree.unknown(3).isKnown());
		assertThrows(IllegalStateException.class, () -> MergeTree.unknown(3).cut(2));
		assertTrue(MergeTree.unknown(1).isKnown(), "one leaf needs no merge");
		assertArrayEquals(new int[] { 0 }, MergeTree.unknown(1).cut(1));
	}

	@Test
	void refusesMergesThatAreNoTree() {
		final Merge good = new Merge(0, 1, 1);
		for (final Merge bad : List.of(new Merge(2, 2, 2), new Merge(0, 2, 2), new Merge(2, 4, 2), new Merge(-1, 2, 2),
			new Merge(2, 5, 2), new Merge(2, 3, Double.NaN)))
			assertThrows(IllegalArgumentException.class, () -> new MergeTree(3, List.of(good, bad)), bad.toString());
		assertThrows(IllegalArgumentException.class, () -> new MergeTree(3, List.of(good)));
		assertThrows(IllegalArgumentException.class, () -> new MergeTree(0, List.of()));
	}
}
