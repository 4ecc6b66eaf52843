package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.engine.Session;

class LikeNeighboursTest {

	private static final int ROWS = 11, COLUMNS = 14, C = 3, ROUNDS = LikeNeighbours.ROUNDS;

	private static Session session;

	@BeforeAll
	static void open() {
		session = Session.open(new Session.Options("cpu", 1, 1));
	}

	@AfterAll
	static void close() {
		session.close();
	}

	@Test
	void isTheSumThatIsWritten() {
		final Random random = new Random(1);
		final float[] cells = new float[ROWS * COLUMNS * C];
		for (int i = 0; i < cells.length; i++) cells[i] = (float) random.nextGaussian();
		double[] now = new double[cells.length];
		for (int i = 0; i < cells.length; i++) now[i] = cells[i];
		for (int round = 1; round <= ROUNDS; round++) {
			final double[] next = new double[cells.length];
			for (int y = round; y < ROWS - round; y++) for (int x = round; x < COLUMNS - round; x++) {
				double all = 0;
				for (int v = y - 1; v <= y + 1; v++) for (int u = x - 1; u <= x + 1; u++) {
					double square = 0;
					for (int k = 0; k < C; k++) square += Math.pow(cells[at(u, v, k)] - cells[at(x, y, k)], 2);
					final double weight = Math.exp(-square / 1.5);
					all += weight;
					for (int k = 0; k < C; k++) next[at(x, y, k)] += weight * now[at(u, v, k)];
				}
				for (int k = 0; k < C; k++) next[at(x, y, k)] /= all;
			}
			now = next;
		}
		final float[] found = average(cells, 1.5f);
		for (int y = 0; y < ROWS - 2 * ROUNDS; y++) for (int x = 0; x < COLUMNS - 2 * ROUNDS; x++) for (int k = 0; k < C; k++)
			assertEquals(now[at(x + ROUNDS, y + ROUNDS, k)], found[(y * (COLUMNS - 2 * ROUNDS) + x) * C + k], 1e-5);
	}

	/** Two regions with noise, five times as far from each other as noise goes. */
	@Test
	void noiseGoesAndEdgesStay() {
		final Random random = new Random(2);
		final float[] cells = new float[ROWS * COLUMNS * C];
		for (int i = 0; i < cells.length; i++)
			cells[i] = (float) ((i / C % COLUMNS < COLUMNS / 2 ? 0 : 1) + 0.1 * random.nextGaussian());
		final float[] found = average(cells, 0.05f);
		double squares = 0;
		for (int i = 0; i < found.length; i++) {
			final int column = i / C % (COLUMNS - 2 * ROUNDS) + ROUNDS;
			squares += Math.pow(found[i] - (column < COLUMNS / 2 ? 0 : 1), 2) / found.length;
		}
		assertTrue(Math.sqrt(squares) < 0.06, "of 0.1 is left: " + Math.sqrt(squares));
	}

	@Test
	void cellsWithoutLikeNeighboursStayAsTheyAre() {
		final float[] cells = new float[ROWS * COLUMNS * C];
		for (int i = 0; i < cells.length; i++) cells[i] = i;
		final float[] found = average(cells, 1e-6f);
		assertEquals(cells[at(ROUNDS, ROUNDS, 0)], found[0]);
		assertEquals(cells[at(COLUMNS - ROUNDS - 1, ROWS - ROUNDS - 1, C - 1)], found[found.length - 1]);
		final float[] constant = new float[cells.length];
		java.util.Arrays.fill(constant, 7);
		final float[] expected = new float[found.length];
		java.util.Arrays.fill(expected, 7);
		assertArrayEquals(expected, average(constant, 1e-6f), 1e-6f);
	}

	private static int at(final int x, final int y, final int k) {
		return (y * COLUMNS + x) * C + k;
	}

	private static float[] average(final float[] cells, final float alike) {
		try (NDManager manager = session.manager().newSubManager(); LikeNeighbours neighbours = new LikeNeighbours(session,
			manager, alike, ROUNDS))
		{
			return neighbours.average(manager.create(cells, new Shape(1, ROWS, COLUMNS, C))).toFloatArray();
		}
	}
}
