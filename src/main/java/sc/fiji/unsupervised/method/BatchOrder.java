package sc.fiji.unsupervised.method;

import java.util.SplittableRandom;

/**
 * Which tiles make a batch: a new shuffle each epoch, the last smaller batch kept, and a random near tile as the
 * positive of each (sections 2.5 and 6 of the specification). A batch has at least two entries, so that every tile has
 * a negative; where the stack has one tile only, it is its own.
 */
final class BatchOrder {

	private final int[][] neighbours;
	private final int[] order;
	private final int batch;
	private final SplittableRandom random;
	private int next;

	BatchOrder(final int[][] neighbours, final int batch, final SplittableRandom random) {
		this.neighbours = neighbours;
		this.batch = batch;
		this.random = random;
		order = new int[neighbours.length];
		for (int i = 0; i < order.length; i++) order[i] = i;
		next = order.length;
	}

	/** Tiles of the next batch, then the positive of each: (2 B). */
	int[] next() {
		if (order.length - next < 2) shuffle();
		final int size = Math.max(2, Math.min(batch, order.length - next));
		final int[] tiles = new int[2 * size];
		for (int b = 0; b < size; b++) {
			final int tile = order[(next + b) % order.length];
			final int[] near = neighbours[tile];
			tiles[b] = tile;
			tiles[size + b] = near.length == 0 ? tile : near[random.nextInt(near.length)];
		}
		next += size;
		return tiles;
	}

	private void shuffle() {
		for (int i = order.length - 1; i > 0; i--) {
			final int j = random.nextInt(i + 1);
			final int swap = order[i];
			order[i] = order[j];
			order[j] = swap;
		}
		next = 0;
	}
}
