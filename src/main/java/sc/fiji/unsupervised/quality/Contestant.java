package sc.fiji.unsupervised.quality;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.segment.TrainOptions;

/** Features of a set, ready for whatever learns from them. No truth comes near. */
interface Contestant extends AutoCloseable {

	/** Labels slices after a training. */
	interface Trained {

		/**
		 * @param refine key of the refinement
		 * @return label of each pixel, row-major, from 1
		 */
		int[] label(int slice, String refine, Progress progress);
	}

	/**
	 * Learns classes.
	 *
	 * @param method id, one that {@link Contestants#offers} for these features
	 * @param options number of classes, seed and what else the method wants
	 */
	Trained train(String method, TrainOptions options, Progress progress);

	@Override
	void close();
}
