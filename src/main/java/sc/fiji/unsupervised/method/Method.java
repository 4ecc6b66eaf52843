package sc.fiji.unsupervised.method;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * A way to learn classes from the features of an unlabelled stack. The same features, settings, device and thread
 * count give the same result, bit for bit. Labels never reach a method.
 */
public interface Method {

	/** The word by which users choose it. */
	String id();

	/**
	 * Learns from all tiles of the cache.
	 *
	 * @param features of the stack's training tiles; at least one tile
	 * @param settings number of classes and clusters, steps, seed
	 * @param session the engine
	 * @param checkpoint where a method with many steps keeps how far it has come; it goes on there if that training is the
	 *          same
	 * @param progress is told every step ({@link Progress#trained}), and may cancel or be content with what is learned so far
	 * @return head and prototypes that label any tile of the same backbone
	 * @throws sc.fiji.unsupervised.CancelledException if the user stopped it
	 * @throws sc.fiji.unsupervised.UserException if there are fewer distinct cells than classes
	 */
	Fitted fit(FeatureCache features, MethodSettings settings, Session session, Checkpoint checkpoint, Progress progress);

	/** The same without a checkpoint. */
	default Fitted fit(final FeatureCache features, final MethodSettings settings, final Session session,
		final Progress progress)
	{
		return fit(features, settings, session, Checkpoint.NONE, progress);
	}
}
