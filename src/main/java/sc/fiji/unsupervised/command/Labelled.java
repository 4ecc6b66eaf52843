package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import org.scijava.command.Command;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.LabelStore;
import sc.fiji.unsupervised.segment.Labels;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.stack.ImageStack;

/**
 * What comes of labelling an image of ImageJ.
 *
 * @param labels class of each pixel
 * @param maps probabilities of the classes, or null where they were not asked for
 */
record Labelled(ImagePlus labels, ImagePlus maps) {

	/** Results beyond this part of Java's memory stay in a temporary file. */
	private static final int PART = 4;

	/**
	 * Labels a stack. While it runs, labels lie outside of Java's memory, beyond a limit in a temporary file. If they are a
	 * large part of that memory they stay there: the images are then virtual, and the file vanishes with them.
	 *
	 * @param stack of {@code source}
	 * @param command that is named as their origin
	 */
	static Labelled of(final ImageStack stack, final ImagePlus source, final SegmentationModel model,
		final ApplyOptions options, final Command command, final Progress progress)
	{
		return of(stack, source, model, options, command, progress, Runtime.getRuntime().maxMemory());
	}

	/** @param memory of Java, bytes */
	static Labelled of(final ImageStack stack, final ImagePlus source, final SegmentationModel model,
		final ApplyOptions options, final Command command, final Progress progress, final long memory)
	{
		final LabelStore store = new LabelStore();
		try {
			Segmenter.applyEach(stack, model, options, progress, (labels, slice) -> store.add(labels));
			final boolean large = store.bytes() > memory / PART;
			if (large) progress.log("The labels are large: they stay in a temporary file until they are closed.");
			final Labels found = large ? store.handOver() : store.labels();
			final ImagePlus labels = large ? Images.lazyLabels(source, found, model, command) : Images.labels(source, found, model,
				command);
			ImagePlus maps = null;
			if (options.probabilities()) maps = large ? Images.lazyProbabilities(source, found, model, command) : Images
				.probabilities(source, found, model, command);
			if (!large) store.close();
			return new Labelled(labels, maps);
		}
		catch (final RuntimeException | Error e) {
			store.close();
			throw e;
		}
	}
}
