package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;

import java.util.Map;

import sc.fiji.unsupervised.model.Tensor;

/**
 * Turns tiles of an image into a grid of feature vectors, one for each cell of {@link #stride()} pixels. Lives on the
 * device of the session it was opened with and is used by one thread at a time.
 */
public interface Backbone extends AutoCloseable {

	/** Key that opens this backbone again, e.g. {@code dino-s8} or {@code file:/weights/vit.safetensors}. */
	String id();

	/** Length C of a feature vector. */
	int channels();

	/** Side of a cell in pixels. */
	int stride();

	/** Preferred side of a tile in pixels, a multiple of {@link #stride()}. */
	int tile();

	/** Pixels of context wanted around a tile at each side; 0 for a network that looks at the tile alone. */
	int halo();

	Traits traits();

	/**
	 * Features of tiles. Works in batches that suit the device, whatever B is.
	 *
	 * @param tiles (B, 3, height + 2 * halo, width + 2 * halo) in [0, 1] on the session's device; height and width are
	 *          multiples of the stride, usually {@link #tile()}
	 * @return (B, cells, C) float32, cells row by row; belongs to the manager of {@code tiles}
	 */
	NDArray extract(NDArray tiles);

	/** What was fitted to the user's images and must be kept in the model file; empty for a frozen network. */
	Map<String, Tensor> state();

	/** Frees the weights. */
	@Override
	void close();
}
