package sc.fiji.unsupervised.imagej;

import java.util.function.Consumer;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.segment.SlicePreview;

/** A command that can show on one slice what it is going to do. */
public interface Previewed {

	/**
	 * Labels a slice with the inputs that the command has now; called on one thread, not the event thread.
	 *
	 * @param slice index from 0
	 * @param progress cancels as soon as an input changes
	 * @param screen receives the labels, perhaps first coarse ones
	 * @throws sc.fiji.unsupervised.UserException if an input is not allowed
	 */
	void preview(SlicePreview preview, int slice, Progress progress, Consumer<SlicePreview.Shown> screen);
}
