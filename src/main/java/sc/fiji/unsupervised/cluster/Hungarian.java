package sc.fiji.unsupervised.cluster;

import java.util.Arrays;

/**
 * One-to-one assignment of rows to columns with the largest sum: shortest augmenting paths with dual prices, one row
 * after another, O(rows² · columns) for rows ≤ columns (Jonker and Volgenant, Computing 38, 1987). Deterministic; ties
 * go to lower columns.
 */
public final class Hungarian {

	private Hungarian() {}

	/**
	 * @param score (rows, columns) of any size, finite values; whole numbers up to 2^53 stay exact
	 * @return the column of each row, -1 for rows that remain without one when there are more rows than columns
	 * @throws IllegalArgumentException if rows differ in length or a value is not finite
	 */
	public static int[] maximise(final double[][] score) {
		final int rows = score.length, columns = rows == 0 ? 0 : score[0].length;
		for (final double[] row : score) {
			if (row.length != columns) throw new IllegalArgumentException("Rows differ in length.");
			for (final double s : row)
				if (!Double.isFinite(s)) throw new IllegalArgumentException("Scores must be finite.");
		}
		if (rows <= columns) return assign(score, rows, columns);
		final double[][] turned = new double[columns][rows];
		for (int r = 0; r < rows; r++)
			for (int c = 0; c < columns; c++) turned[c][r] = score[r][c];
		final int[] columnOf = new int[rows];
		Arrays.fill(columnOf, -1);
		final int[] rowOf = assign(turned, columns, rows);
		for (int c = 0; c < columns; c++) columnOf[rowOf[c]] = c;
		return columnOf;
	}

	/** For rows ≤ columns. Column {@code columns} is a place for the row that is being assigned. */
	private static int[] assign(final double[][] score, final int rows, final int columns) {
		final double[] rowPrice = new double[rows], columnPrice = new double[columns + 1];
		final int[] rowOf = new int[columns + 1];
		Arrays.fill(rowOf, -1);
		final int[] previous = new int[columns];
		final double[] distance = new double[columns];
		final boolean[] reached = new boolean[columns + 1];
		for (int row = 0; row < rows; row++) {
			rowOf[columns] = row;
			Arrays.fill(distance, Double.POSITIVE_INFINITY);
			Arrays.fill(reached, false);
			int column = columns;
			while (rowOf[column] >= 0) {
				reached[column] = true;
				column = nearest(score[rowOf[column]], rowPrice[rowOf[column]], column, columnPrice, distance, previous,
					reached);
				final double step = distance[column];
				for (int c = 0; c <= columns; c++) {
					if (reached[c]) {
						rowPrice[rowOf[c]] += step;
						columnPrice[c] -= step;
					}
					else distance[c] -= step;
				}
			}
			while (column != columns) {
				rowOf[column] = rowOf[previous[column]];
				column = previous[column];
			}
		}
		final int[] columnOf = new int[rows];
		for (int c = 0; c < columns; c++) if (rowOf[c] >= 0) columnOf[rowOf[c]] = c;
		return columnOf;
	}

	/** Shortens the distances of open columns by way of {@code from} and gives the nearest of them. */
	private static int nearest(final double[] score, final double rowPrice, final int from, final double[] columnPrice,
		final double[] distance, final int[] previous, final boolean[] reached)
	{
		int best = -1;
		for (int c = 0; c < distance.length; c++) {
			if (reached[c]) continue;
			final double reduced = -score[c] - rowPrice - columnPrice[c];
			if (reduced < distance[c]) {
				distance[c] = reduced;
				previous[c] = from;
			}
			if (best < 0 || distance[c] < distance[best]) best = c;
		}
		return best;
	}
}
