package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;

import java.util.Map;

/**
 * The features one {@link Request} asked for.
 *
 * @param rows of patches
 * @param columns of patches
 * @param outputs shapes as in {@link Output}, N = rows * columns
 */
public record FeatureMap(int rows, int columns, Map<Output, NDArray> outputs) {

	/** @throws IllegalArgumentException if it was not asked for */
	public NDArray get(final Output output) {
		final NDArray array = outputs.get(output);
		if (array == null) throw new IllegalArgumentException(output + " was not requested");
		return array;
	}
}
