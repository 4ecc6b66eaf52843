package sc.fiji.unsupervised.cluster;

/** The lower triangular L with L L' = A, by which A x = b is solved. */
public final class Cholesky {

	private final double[][] l;

	/**
	 * @param a symmetric and positive definite up to rounding, (n, n)
	 * @param least what a square of L's diagonal is at least, positive
	 */
	public Cholesky(final double[][] a, final double least) {
		l = new double[a.length][a.length];
		for (int i = 0; i < a.length; i++) for (int j = 0; j <= i; j++) {
			double rest = a[i][j];
			for (int m = 0; m < j; m++) rest -= l[i][m] * l[j][m];
			l[i][j] = i == j ? Math.sqrt(Math.max(rest, least)) : rest / l[j][j];
		}
	}

	/** The x with A x = b. */
	public double[] solve(final double[] b) {
		final double[] x = b.clone();
		for (int i = 0; i < x.length; i++) {
			for (int m = 0; m < i; m++) x[i] -= l[i][m] * x[m];
			x[i] /= l[i][i];
		}
		for (int i = x.length - 1; i >= 0; i--) {
			for (int m = i + 1; m < x.length; m++) x[i] -= l[m][i] * x[m];
			x[i] /= l[i][i];
		}
		return x;
	}
}
