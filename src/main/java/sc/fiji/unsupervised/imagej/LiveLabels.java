package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ClusterMaps;

/**
 * The label image that follows the edits of a model: slices whose clusters are known have labels, others 0. On the event
 * thread.
 */
final class LiveLabels {

	private final ClusterMaps maps;
	private final ImagePlus image;

	LiveLabels(final ImagePlus source, final ClusterMaps maps) {
		this.maps = maps;
		final int sections = source.getNSlices(), frames = source.getNFrames();
		final ImageStack stack = new ImageStack(source.getWidth(), source.getHeight());
		for (int i = 0; i < sections * frames; i++) stack.addSlice(source.getStack().getShortSliceLabel(i * source
			.getNChannels() + 1), new ByteProcessor(source.getWidth(), source.getHeight()));
		image = new ImagePlus(source.getShortTitle() + "-classes", stack);
		image.setDimensions(1, sections, frames);
		image.setOpenAsHyperStack(sections > 1 && frames > 1);
		image.setCalibration(source.getCalibration().copy());
	}

	ImagePlus image() {
		return image;
	}

	/** Whether a user has not closed it. */
	boolean isOpen() {
		return image.isVisible();
	}

	/** Slice that is shown, from 0. */
	int slice() {
		return image.getCurrentSlice() - 1;
	}

	/** Labels of the slice that is shown, or null while its clusters are not known. */
	byte[] shown() {
		return maps.has(slice()) ? (byte[]) image.getStack().getPixels(slice() + 1) : null;
	}

	/** Draws all slices that are known, and names the classes. */
	void show(final SegmentationModel model) {
		IntStream.range(0, maps.slices()).parallel().forEach(i -> draw(i, model));
		image.setLut(Luts.classes(model.classes()));
		image.setDisplayRange(0, model.classes().size());
		image.setProperty("Info", ClassNames.facts(model.classes()).entrySet().stream().map(fact -> fact.getKey() + ": " + fact
			.getValue() + "\n").collect(Collectors.joining()));
		refresh();
	}

	/** Draws a slice that has become known. */
	void show(final int slice, final SegmentationModel model) {
		draw(slice, model);
		refresh();
	}

	private void draw(final int slice, final SegmentationModel model) {
		if (maps.has(slice)) System.arraycopy(maps.labels(slice, model), 0, image.getStack().getPixels(slice + 1), 0, image
			.getWidth() * image.getHeight());
	}

	private void refresh() {
		// The processor that is shown has the pixels of the stack, but not the picture made of them.
		image.getProcessor().setSnapshotPixels(null);
		image.updateAndDraw();
	}
}
