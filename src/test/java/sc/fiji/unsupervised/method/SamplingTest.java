package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.method.PointSampler.Extent;
import sc.fiji.unsupervised.model.Tensor;

class SamplingTest {

	/** The reference's list starts with the image itself, ours leaves it out. */
	@Test
	void neighboursFollowTheReference() {
		final Golden golden = new Golden("knn/knn");
		final int[][] expected = golden.ints("nns");
		final int[][] actual = Neighbours.of(golden.floats("pooled_normalised"), expected.length, 29);
		for (int t = 0; t < expected.length; t++) {
			assertEquals(t, expected[t][0]);
			assertArrayEquals(Arrays.copyOfRange(expected[t], 1, 30), actual[t], "tile " + t);
		}
	}

	@Test
	void fewTilesHaveFewNeighbours() {
		assertArrayEquals(new int[][] { { 1 }, { 0 } }, Neighbours.of(new float[] { 1, 0, 0, 1 }, 2, 7));
		assertArrayEquals(new int[][] { {} }, Neighbours.of(new float[] { 1, 0 }, 1, 7));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 16, 17, 50 })
	void everyEpochShowsEveryTile(final int tiles) {
		final int[][] neighbours = Neighbours.of(new float[2 * tiles], tiles, 7);
		final BatchOrder order = new BatchOrder(neighbours, 16, new SplittableRandom(1));
		final int[] seen = new int[tiles];
		for (int i = 0; i < 200; i++) {
			final int[] batch = order.next();
			assertTrue(batch.length >= 4 && batch.length <= 32 && batch.length % 2 == 0);
			for (int b = 0; b < batch.length / 2; b++) {
				seen[batch[b]]++;
				if (tiles > 1) assertNotEquals(batch[b], batch[batch.length / 2 + b], "a positive is another tile");
			}
		}
		final int least = Arrays.stream(seen).min().getAsInt(), most = Arrays.stream(seen).max().getAsInt();
		assertTrue(least > 0 && most - least <= 0.5 * most, least + " to " + most);
	}

	@Test
	void noTileIsItsOwnNegative() {
		final SplittableRandom random = new SplittableRandom(3);
		for (int batch = 2; batch < 20; batch++) {
			final Draws draws = Draws.random(batch, 4, HeadOptions.stego(), random);
			for (final int[] p : draws.permutations())
				for (int b = 0; b < batch; b++) assertNotEquals(b, p[b]);
		}
	}

	@Test
	void dropoutKeepsNineOfTenChannels() {
		final Draws draws = Draws.random(16, 384, HeadOptions.stego(), new SplittableRandom(5));
		for (final byte[] mask : draws.masks()) {
			int kept = 0;
			for (final byte m : mask) kept += m;
			assertEquals(0.9, kept / (double) mask.length, 0.02);
		}
	}

	/** Padding must not be touched by any point, and the prototypes learn from all valid cells of the tiles. */
	@Test
	void paddedCellsTakeNoPart() {
		final Extent[] valid = { new Extent(3, 28), new Extent(28, 1), new Extent(28, 28), new Extent(5, 6) };
		final Draws draws = Draws.random(2, 4, HeadOptions.stego(), new SplittableRandom(7));
		final StepCells cells = StepCells.around(28, 28, 11, valid, draws);
		for (final int c : cells.cells()) assertTrue(inside(valid, c), "cell " + c);
		assertEquals(3 * 28 + 28, cells.which().length);
		for (final long w : cells.which()) assertTrue(cells.cells()[(int) w] < 2 * 784);
		for (final float w : cells.weights()) assertTrue(w >= 0 && w <= 1);
		for (final int c : StepCells.drawn(28, 784, 11, valid, draws).cells()) assertTrue(inside(valid, c), "cell " + c);
	}

	/** Cells are drawn evenly from those that count, those of a tile stand together, and groups name their tile. */
	@Test
	void drawnCellsAreAsLikelyAsOneAnother() {
		final Extent[] valid = { new Extent(2, 3), new Extent(4, 4, new int[] { 1, 6, 15 }), new Extent(4, 4), new Extent(1, 1) };
		final int[] counts = new int[4 * 16];
		final SplittableRandom random = new SplittableRandom(2);
		for (int i = 0; i < 100; i++) {
			final Draws draws = Draws.random(2, 4, HeadOptions.stego(), random);
			final StepCells cells = StepCells.drawn(4, 16, 11, valid, draws);
			for (int c = 0; c < cells.cells().length; c++) {
				assertEquals(c / 121, cells.cells()[c] / 16);
				counts[cells.cells()[c]]++;
			}
			assertArrayEquals(new long[] { 1, 3, 0, 0, 0, 0, 0 }, cells.where()[1]);
		}
		for (final int c : new int[] { 0, 1, 2, 4, 5, 6 }) assertEquals(12100 / 6, counts[c], 200, "cell " + c);
		for (final int c : new int[] { 1, 6, 15 }) assertEquals(12100 / 3, counts[16 + c], 200, "cell " + c);
		for (int c = 0; c < 16; c++) assertEquals(12100 / 16, counts[32 + c], 150, "cell " + c);
		assertEquals(12100, counts[48]);
		assertEquals(4 * 12100, Arrays.stream(counts).sum());
	}

	private static boolean inside(final Extent[] valid, final int cell) {
		final Extent v = valid[cell / 784];
		return cell % 784 / 28 < v.rows() && cell % 28 < v.columns();
	}

	@Test
	void shiftsAreReadByNameAndNumber() {
		assertEquals(0.76f, Shifts.parse("potsdam").shifts().random());
		assertEquals(false, Shifts.parse("Cityscapes").pointwise());
		assertEquals(new StegoOptions.Triple(0.1f, -0.2f, 0.3f), Shifts.parse("0.1, -0.2,0.3").shifts());
		for (final String bad : new String[] { "berlin", "1,2", "0.1,0.2,7", "a,b,c", "NaN,0,0" }) {
			final String message = assertThrows(UserException.class, () -> Shifts.parse(bad)).getMessage();
			assertTrue(message.startsWith("shifts=" + bad) && message.contains("coco_s"), message);
		}
	}

	@Test
	void tensorsCheckTheirShape() {
		assertThrows(IllegalArgumentException.class, () -> new Tensor(new float[5], 2, 3));
	}
}
