package sc.fiji.unsupervised.segment;

import ai.djl.ndarray.NDArray;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.stack.TileGrid;

/** Where the features of a slice come from: from the backbone, or from what is kept of it. */
interface FeatureSource {

	/**
	 * Receives the features of some tiles. It keeps nothing before its last computation on the device: if that fails for
	 * want of memory, the same tiles come again in smaller batches.
	 */
	interface Sink {

		/**
		 * @param tiles of the batch, (B)
		 * @param features (B, cells, C) float32; freed after the call
		 */
		void accept(int[] tiles, NDArray features);
	}

	/** Where the tiles of a slice lie. */
	TileGrid grid(int slice);

	/**
	 * The tiles of a slice in order; those that no pixel that counts has any need of are left out.
	 *
	 * @throws sc.fiji.unsupervised.CancelledException between batches
	 */
	void feed(int slice, Progress progress, Sink sink);

	/** The same tiles in order, each mirrored left to right; the features are those of the mirrored tile. */
	void feedMirrored(int slice, Progress progress, Sink sink);
}
