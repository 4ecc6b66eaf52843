package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.measure.Calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.evaluate.ClassMeasurements;
import sc.fiji.unsupervised.evaluate.ClassMeasurements.Row;
import sc.fiji.unsupervised.evaluate.Components.Component;
import sc.fiji.unsupervised.evaluate.Connectivity;
import sc.fiji.unsupervised.evaluate.SizeStatistics;
import sc.fiji.unsupervised.imagej.MeasuredSlice.MeasuredClass;

/**
 * Measures the classes of a label image, slice by slice, and makes tables of it. Lengths, areas and volumes are in the
 * image's unit and its powers; values equal those of ImageJ's own commands on the selection or mask of a class.
 *
 * @param labels of one image
 * @param name of the image for the first column, or an empty string for no such column
 * @param intensities under the labels, if there are any to measure
 * @param names of the classes
 * @param classes labels with a row in each slice, ascending; see {@link #classes(LabelPlanes, ClassNames)}
 * @param connectivity which pixels make one component
 */
public record ClassMeasurer(LabelPlanes labels, String name, Optional<IntensityPlanes> intensities, ClassNames names,
	int[] classes, Connectivity connectivity)
{

	/**
	 * The labels that occur, and those that have a name.
	 *
	 * @throws UserException if there is none
	 */
	public static int[] classes(final LabelPlanes labels, final ClassNames names) {
		final int[] classes = IntStream.concat(IntStream.of(labels.classes()), IntStream.of(names.labels())).sorted().distinct()
			.toArray();
		if (classes.length == 0) throw new UserException("The image " + labels.image().getTitle() +
			" has no label above 0; give one with a whole number from 1 for each class.");
		return classes;
	}

	/** A row for each class in each slice. */
	public ValueTable slices(final Progress progress) {
		final ValueTable table = new ValueTable();
		each(progress, slice -> {
			for (final MeasuredClass c : slice.classes()) {
				final Map<String, Object> row = row(slice, c.row().label());
				row.put("Pixels", c.row().pixels());
				row.put("Fraction", c.row().fraction());
				row.put("Area", c.row().area());
				row.put("Boundary", c.boundary());
				row.put("Unit", calibration().getUnit());
				sizes(row, c.sizes());
				intensities(row, c.row());
				table.add(row);
			}
		});
		return table;
	}

	/** A row for each class in each frame: volumes over all sections. */
	public ValueTable volumes(final Progress progress) {
		final Map<Integer, List<MeasuredSlice>> frames = new TreeMap<>();
		each(progress, slice -> frames.computeIfAbsent(slice.t(), t -> new ArrayList<>()).add(slice.withoutComponents()));
		final ValueTable table = new ValueTable();
		frames.forEach((frame, slices) -> volumes(table, frame, slices));
		return table;
	}

	private void volumes(final ValueTable table, final int frame, final List<MeasuredSlice> slices) {
		final long labelled = slices.stream().flatMap(s -> s.classes().stream()).mapToLong(c -> c.row().pixels()).sum();
		for (int k = 0; k < classes.length; k++) {
			final int index = k;
			final Row all = ClassMeasurements.Row.pooled(slices.stream().map(s -> s.classes().get(index).row()).toList(),
				labelled);
			final Map<String, Object> row = start();
			row.put("Frame", frame);
			row.put("Class", all.label());
			row.put("Name", names.name(all.label()));
			row.put("Pixels", all.pixels());
			row.put("Fraction", all.fraction());
			row.put("Volume", all.area() * calibration().pixelDepth);
			row.put("Unit", calibration().getUnit());
			intensities(row, all);
			table.add(row);
		}
	}

	/** A row for each connected component. */
	public ValueTable components(final Progress progress) {
		final Calibration calibration = calibration();
		final ValueTable table = new ValueTable();
		each(progress, slice -> {
			for (final Component component : slice.components()) {
				final Map<String, Object> row = row(slice, component.label());
				row.put("Pixels", component.pixels());
				row.put("Area", component.pixels() * calibration.pixelWidth * calibration.pixelHeight);
				row.put("X", calibration.getX(component.x()));
				row.put("Y", calibration.getY(component.y(), labels.height()));
				row.put("Unit", calibration.getUnit());
				table.add(row);
			}
		});
		return table;
	}

	private void each(final Progress progress, final Consumer<MeasuredSlice> use) {
		for (int s = 0; s < labels.slices(); s++) {
			progress.step("Measuring", (double) s / labels.slices(), "slice " + (s + 1) + " of " + labels.slices());
			use.accept(MeasuredSlice.of(labels, s, classes, intensities, connectivity));
		}
	}

	private Calibration calibration() {
		final ImagePlus image = labels.image();
		return image.getCalibration();
	}

	private Map<String, Object> start() {
		final Map<String, Object> row = new LinkedHashMap<>();
		if (!name.isEmpty()) row.put("Image", name);
		return row;
	}

	private Map<String, Object> row(final MeasuredSlice slice, final int label) {
		final Map<String, Object> row = start();
		row.put("Slice", slice.z());
		row.put("Frame", slice.t());
		row.put("Class", label);
		row.put("Name", names.name(label));
		return row;
	}

	private static void sizes(final Map<String, Object> row, final SizeStatistics sizes) {
		row.put("Components", sizes.count());
		row.put("SizeMean", sizes.mean());
		row.put("SizeSD", sizes.sd());
		row.put("SizeMin", sizes.min());
		row.put("SizeMedian", sizes.median());
		row.put("SizeMax", sizes.max());
	}

	private static void intensities(final Map<String, Object> row, final Row measured) {
		for (int c = 0; c < measured.mean().length; c++) {
			row.put("Mean" + (c + 1), measured.mean()[c]);
			row.put("SD" + (c + 1), measured.sd()[c]);
		}
	}
}
