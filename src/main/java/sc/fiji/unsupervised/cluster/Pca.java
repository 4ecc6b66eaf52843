package sc.fiji.unsupervised.cluster;

import java.util.stream.IntStream;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

import sc.fiji.unsupervised.model.Tensor;

/**
 * Principal components: the linear map to the directions of largest variance of centred rows. Signs are fixed (the
 * largest entry of a direction is positive), so that equal data give equal maps.
 */
public final class Pca {

	private final int size, components;
	/** (components, size). */
	private final float[] weight;
	private final float[] bias;
	private final double[] variances;

	private Pca(final int size, final int components, final float[] weight, final float[] bias,
		final double[] variances)
	{
		this.size = size;
		this.components = components;
		this.weight = weight;
		this.bias = bias;
		this.variances = variances;
	}

	/**
	 * @param rows (n, size)
	 * @param components how many directions, at most {@code size}
	 */
	public static Pca fit(final float[] rows, final int size, final int components) {
		final int n = rows.length / size;
		final double[] mean = new double[size];
		for (int r = 0; r < rows.length; r += size)
			for (int i = 0; i < size; i++) mean[i] += rows[r + i];
		for (int i = 0; i < size; i++) mean[i] /= n;
		final double[][] covariance = new double[size][size];
		// Each row of the matrix is one sum over all data in order: no dependence on the number of threads.
		IntStream.range(0, size).parallel().forEach(i -> {
			final double[] row = covariance[i];
			for (int r = 0; r < rows.length; r += size) {
				final double x = rows[r + i] - mean[i];
				for (int j = 0; j <= i; j++) row[j] += x * (rows[r + j] - mean[j]);
			}
		});
		for (int i = 0; i < size; i++)
			for (int j = 0; j <= i; j++) covariance[j][i] = covariance[i][j] /= n;
		return of(covariance, mean, components);
	}

	/**
	 * From a covariance matrix.
	 *
	 * @param covariance (size, size), symmetric
	 * @param mean (size)
	 */
	public static Pca of(final double[][] covariance, final double[] mean, final int components) {
		final int size = mean.length;
		// For a covariance the singular vectors are the eigenvectors; the library's eigenvalue iteration gives up on
		// matrices of low rank, this one does not.
		final SingularValueDecomposition svd = new SingularValueDecomposition(new Array2DRowRealMatrix(covariance, false));
		final RealMatrix directions = svd.getU();
		final float[] weight = new float[components * size], bias = new float[components];
		final double[] variances = new double[components];
		for (int c = 0; c < components; c++) {
			final double[] direction = directions.getColumn(c);
			int largest = 0;
			for (int i = 1; i < size; i++)
				if (Math.abs(direction[i]) > Math.abs(direction[largest])) largest = i;
			final double sign = direction[largest] < 0 ? -1 : 1;
			double offset = 0;
			for (int i = 0; i < size; i++) {
				weight[c * size + i] = (float) (sign * direction[i]);
				offset -= sign * direction[i] * mean[i];
			}
			bias[c] = (float) offset;
			variances[c] = svd.getSingularValues()[c];
		}
		return new Pca(size, components, weight, bias, variances);
	}

	/** Projections (n, components) of rows (n, size). */
	public float[] transform(final float[] rows) {
		final int n = rows.length / size;
		final float[] out = new float[n * components];
		IntStream.range(0, n).parallel().forEach(r -> {
			for (int c = 0; c < components; c++) {
				double sum = bias[c];
				for (int i = 0; i < size; i++) sum += (double) weight[c * size + i] * rows[r * size + i];
				out[r * components + c] = (float) sum;
			}
		});
		return out;
	}

	/** Number of directions. */
	public int components() {
		return components;
	}

	/** The map's matrix, (components, size). */
	public Tensor weight() {
		return new Tensor(weight.clone(), components, size);
	}

	/** The map's offset, (components): minus the projection of the mean. */
	public Tensor bias() {
		return new Tensor(bias.clone(), components);
	}

	/** Variance along each direction, descending. */
	public double[] variances() {
		return variances.clone();
	}
}
