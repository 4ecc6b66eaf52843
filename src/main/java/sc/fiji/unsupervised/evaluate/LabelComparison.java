package sc.fiji.unsupervised.evaluate;

import java.util.Arrays;

/**
 * Compares label images with a ground truth of any values, plane by plane. In label images 0 means "not computed" and
 * does not count; in the truth every distinct value but one is a class.
 */
public final class LabelComparison {

	/** For {@link #LabelComparison(int)}: every value of the truth is a class. */
	public static final int IGNORE_NONE = Integer.MIN_VALUE;

	private final int ignore;
	private final ValueIndex labels = new ValueIndex("label image");
	private final ValueIndex truth = new ValueIndex("truth");
	/** By numbers of first appearance, grown when needed. */
	private long[][] counts = new long[16][16];

	/** @param ignore value of the truth that does not count, usually 255, or {@link #IGNORE_NONE} */
	public LabelComparison(final int ignore) {
		this.ignore = ignore;
	}

	/**
	 * Adds a plane.
	 *
	 * @param labelPlane label of each pixel; 0 does not count
	 * @param truthPlane true value of each pixel, of the same length
	 * @throws sc.fiji.unsupervised.UserException if one of them has more than 1000 different values
	 */
	public void add(final int[] labelPlane, final int[] truthPlane) {
		if (labelPlane.length != truthPlane.length)
			throw new IllegalArgumentException("Labels and truth differ in size.");
		for (int p = 0; p < labelPlane.length; p++) {
			if (labelPlane[p] == 0 || truthPlane[p] == ignore) continue;
			final int r = labels.number(labelPlane[p]), c = truth.number(truthPlane[p]);
			if (r >= counts.length || c >= counts[0].length) grow();
			counts[r][c]++;
		}
	}

	private void grow() {
		final int columns = counts[0].length * 2;
		final long[][] larger = new long[counts.length * 2][];
		for (int r = 0; r < larger.length; r++)
			larger[r] = r < counts.length ? Arrays.copyOf(counts[r], columns) : new long[columns];
		counts = larger;
	}

	/** Distinct labels met, ascending: the rows of {@link #confusion()}. */
	public int[] labelValues() {
		return labels.values();
	}

	/** Distinct true values met, ascending: the columns of {@link #confusion()}. */
	public int[] truthValues() {
		return truth.values();
	}

	/** The counts so far, rows and columns by ascending values. */
	public Confusion confusion() {
		final int[] rows = labels.values(), columns = truth.values();
		final Confusion confusion = new Confusion(rows.length, columns.length);
		for (int r = 0; r < rows.length; r++)
			for (int c = 0; c < columns.length; c++)
				confusion.add(r, c, counts[labels.find(rows[r])][truth.find(columns[c])]);
		return confusion;
	}

	/** Each true value's column in {@link #confusion()}, -1 for ignored and unknown ones; for {@link BoundaryScore}. */
	public int[] trueClasses(final int[] truthPlane) {
		final int[] values = truth.values(), classes = new int[truthPlane.length];
		for (int p = 0; p < classes.length; p++)
			classes[p] = truthPlane[p] == ignore ? -1 : Math.max(-1, Arrays.binarySearch(values, truthPlane[p]));
		return classes;
	}

	/**
	 * Each label's matched class, -1 where it has none or is 0; for {@link BoundaryScore}.
	 *
	 * @param classOfCluster by row of {@link #confusion()}, as in {@link MatchedScores#classOfCluster()}
	 */
	public int[] matchedClasses(final int[] labelPlane, final int[] classOfCluster) {
		final int[] values = labels.values(), classes = new int[labelPlane.length];
		for (int p = 0; p < classes.length; p++) {
			final int row = Arrays.binarySearch(values, labelPlane[p]);
			classes[p] = row < 0 ? -1 : classOfCluster[row];
		}
		return classes;
	}
}
