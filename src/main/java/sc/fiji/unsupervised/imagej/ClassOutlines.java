package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.plugin.filter.ThresholdToSelection;
import ij.plugin.frame.RoiManager;
import ij.process.ImageProcessor;

import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;

/** Outlines of classes as ImageJ's selections. */
public final class ClassOutlines {

	private ClassOutlines() {}

	/**
	 * All pixels of a label in a plane as one selection with its holes, or null without any.
	 *
	 * @throws CancelledException if the thread was interrupted
	 */
	static Roi of(final ImageProcessor plane, final int label) {
		plane.setThreshold(label, label, ImageProcessor.NO_LUT_UPDATE);
		final Roi outline = new ThresholdToSelection().convert(plane);
		Progress.NONE.check(); // ImageJ gives an interrupted thread no outline, as if the label had no pixels
		return outline;
	}

	/**
	 * The outlines of every class in every slice, each with its position, name and colour.
	 *
	 * @param classes labels
	 */
	public static List<Roi> of(final LabelPlanes labels, final int[] classes, final ClassNames names,
		final Progress progress)
	{
		final ImagePlus image = labels.image();
		final List<Roi> outlines = new ArrayList<>();
		for (int s = 0; s < labels.slices(); s++) {
			progress.step("Outlining", (double) s / labels.slices(), "slice " + (s + 1));
			final ImageProcessor plane = labels.processor(s);
			for (final int label : classes) {
				final Roi roi = of(plane, label);
				if (roi == null) continue;
				final int z = s % image.getNSlices() + 1, t = s / image.getNSlices() + 1;
				if (image.isHyperStack()) roi.setPosition(1, z, t);
				else if (labels.slices() > 1) roi.setPosition(s + 1);
				roi.setName(names.name(label) + (labels.slices() > 1 ? String.format(" %04d", s + 1) : ""));
				roi.setStrokeColor(new Color(names.rgb(label)));
				outlines.add(roi);
			}
		}
		return outlines;
	}

	/**
	 * Adds outlines to the ROI Manager, which is opened if it is not.
	 *
	 * @throws UserException if there is no screen for its window
	 */
	public static void manage(final List<Roi> outlines) {
		final boolean hidden = Interpreter.isBatchMode() && RoiManager.getRawInstance() == null;
		if (GraphicsEnvironment.isHeadless() && !hidden) throw new UserException(
			"outlines=manager needs a screen or a macro in batch mode; use outlines=none.");
		final RoiManager manager = hidden ? Interpreter.getBatchModeRoiManager() : RoiManager.getRoiManager();
		for (final Roi outline : outlines) manager.addRoi(outline);
	}
}
