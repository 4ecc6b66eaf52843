package sc.fiji.unsupervised.segment;

import java.util.stream.IntStream;

/**
 * Where the pixels of a line lie between cells (corners not aligned): pixel i between cell {@code cell[i]} and the next, by
 * the share {@code fraction[i]} of the way.
 */
record CellLine(int[] cell, float[] fraction) {

	/**
	 * @param from first pixel
	 * @param to pixel after the last
	 * @param cellsPerPixel how many cells a pixel is wide
	 * @param cells of the line
	 */
	static CellLine of(final int from, final int to, final double cellsPerPixel, final int cells) {
		final CellLine line = new CellLine(new int[to - from], new float[to - from]);
		for (int i = from; i < to; i++) {
			final float position = (float) Math.max(0, Math.min(cells - 1, (i + 0.5) * cellsPerPixel - 0.5));
			line.cell[i - from] = (int) position;
			line.fraction[i - from] = position - (int) position;
		}
		return line;
	}

	/** The first pixels of runs between the same two cells. */
	IntStream runs() {
		return IntStream.range(0, cell.length).filter(i -> i == 0 || cell[i] != cell[i - 1]);
	}

	/** The pixel after the run that pixel i is in. */
	int end(final int i) {
		int end = i + 1;
		while (end < cell.length && cell[end] == cell[i]) end++;
		return end;
	}

	/** How far it is from the cell of pixel i to the next, 0 at the end of the line. */
	int step(final int i, final int cells) {
		return cell[i] + 1 < cells ? 1 : 0;
	}
}
