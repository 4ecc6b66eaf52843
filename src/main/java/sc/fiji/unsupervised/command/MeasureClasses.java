package sc.fiji.unsupervised.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;

import java.io.File;
import java.util.Arrays;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.WholeFile;
import sc.fiji.unsupervised.evaluate.Connectivity;
import sc.fiji.unsupervised.imagej.ClassMasks;
import sc.fiji.unsupervised.imagej.ClassMeasurer;
import sc.fiji.unsupervised.imagej.ClassNames;
import sc.fiji.unsupervised.imagej.ClassOutlines;
import sc.fiji.unsupervised.imagej.IntensityPlanes;
import sc.fiji.unsupervised.imagej.Key;
import sc.fiji.unsupervised.imagej.LabelPlanes;
import sc.fiji.unsupervised.imagej.OpenImages;
import sc.fiji.unsupervised.imagej.ValueTable;
import sc.fiji.unsupervised.model.ModelFile;

/** Measures the classes of a label image. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Measure Classes...", headless = true,
	description = "Measures area, volume, intensities, components and boundary of each class of a label image.",
	attrs = @Attr(name = "no-legacy"))
public final class MeasureClasses extends Job {

	@Parameter(label = "Label image", description = "The labels to measure.", persist = false)
	private ImagePlus image;

	@Parameter(label = "Table", description = "What has a row: slices each class in each slice, volumes each class over " +
		"all sections of a frame, components each connected component.", choices = { "slices", "volumes", "components" },
		persist = false)
	private String table = "slices";

	@Parameter(label = "Intensities", description = "Image whose intensities are measured under the labels, channel by " +
		"channel.", style = Key.IMAGE_STYLE, persist = false)
	private String intensities = OpenImages.NONE;

	@Parameter(label = "Connectivity", description = "Pixels that make one component: 8 share an edge or corner, 4 an edge.",
		choices = { "8", "4" }, persist = false)
	private String connectivity = "8";

	@Parameter(label = "Outlines", description = "Whether the outlines of the classes go to the ROI Manager.", choices = {
		"none", "manager" }, persist = false)
	private String outlines = "none";

	@Parameter(label = "Mask (none, number or name)", description = "Class of which a binary image is wanted, by number or " +
		"name.", persist = false)
	private String mask = OpenImages.NONE;

	@Parameter(label = "Output file (optional)", description = "File for the table as comma-separated values, ending with " +
		".csv.", style = FileWidget.SAVE_STYLE + ",extensions:csv", required = false, persist = false)
	private File output;

	@Parameter(label = "Model file (optional)", description = "Model whose class names are used; else those in the label " +
		"image's Info.", style = FileWidget.OPEN_STYLE, required = false, persist = false)
	private File model;

	@Parameter(label = "Results", type = ItemIO.OUTPUT)
	private ResultsTable results;

	@Parameter(label = "Masks", type = ItemIO.OUTPUT)
	private ImagePlus masks;

	@Override
	void work(final Progress progress) {
		final LabelPlanes labels = new LabelPlanes("label image", Images.open(image));
		final ClassNames names = model == null ? ClassNames.of(image) : ClassNames.of(ModelFile.read(model.toPath()));
		final Optional<IntensityPlanes> values = OpenImages.find("intensities", intensities).map(i -> IntensityPlanes.under(
			labels, "intensities", i));
		final int[] classes = ClassMeasurer.classes(labels, names);
		final int masked = maskLabel(names, classes);
		final ClassMeasurer measurer = new ClassMeasurer(labels, "", values, names, classes, Connectivity.parse(connectivity));
		final ValueTable measured = switch (table) {
			case "slices" -> measurer.slices(progress);
			case "volumes" -> measurer.volumes(progress);
			case "components" -> measurer.components(progress);
			default -> throw new UserException("table=" + table + " is not known; use slices, volumes or components.");
		};
		if (output != null) WholeFile.write("output", output.toPath(), measured::save);
		if (outlines.equals("manager")) ClassOutlines.manage(ClassOutlines.of(labels, classes, names, progress));
		if (masked > 0) masks = ClassMasks.of(labels, masked, names.name(masked));
		results = measured.table();
	}

	/** Label of the class to be masked, or 0 for none. */
	private int maskLabel(final ClassNames names, final int[] classes) {
		if (mask.isBlank() || mask.equals(OpenImages.NONE)) return 0;
		final int label = names.label(mask);
		if (Arrays.binarySearch(classes, label) < 0) throw new UserException("mask=" + mask +
			" is no class of this image; use none, the number of a class, or its name.");
		return label;
	}
}
