package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ImageProcessor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import sc.fiji.unsupervised.evaluate.ClassMeasurements;
import sc.fiji.unsupervised.evaluate.Components;
import sc.fiji.unsupervised.evaluate.Components.Component;
import sc.fiji.unsupervised.evaluate.Connectivity;
import sc.fiji.unsupervised.evaluate.SizeStatistics;

/**
 * All that is measured of the classes in one slice, in calibrated units.
 *
 * @param z section, from 1
 * @param t frame, from 1
 * @param classes in the order in which they were asked for
 * @param components of all these classes, in the order of their first pixels
 */
record MeasuredSlice(int z, int t, List<MeasuredClass> classes, List<Component> components) {

	/**
	 * One class.
	 *
	 * @param row area and intensities
	 * @param boundary length of its outlines, holes and the image's edge included, as ImageJ gives it for the selection of
	 *          the class
	 * @param sizes areas of its components
	 */
	record MeasuredClass(ClassMeasurements.Row row, double boundary, SizeStatistics sizes) {}

	/**
	 * Measures a slice.
	 *
	 * @param classes labels to measure, at least one, ascending
	 * @param intensities under the labels, if there are any to measure
	 */
	static MeasuredSlice of(final LabelPlanes labels, final int slice, final int[] classes,
		final Optional<IntensityPlanes> intensities, final Connectivity connectivity)
	{
		final ImagePlus image = labels.image();
		final Calibration calibration = image.getCalibration();
		final double pixelArea = calibration.pixelWidth * calibration.pixelHeight;
		final int[] values = labels.read(slice);
		final ClassMeasurements measurements = new ClassMeasurements(classes[classes.length - 1], pixelArea);
		// Read here and not kept, because a large plane takes much memory.
		measurements.add(slice, values, intensities.map(planes -> planes.read(slice)).orElse(new float[0][]));
		final List<ClassMeasurements.Row> rows = measurements.rows();
		final List<Component> components = Components.of(values, labels.width(), labels.height(), connectivity);
		final Map<Integer, List<Component>> byLabel = components.stream().collect(Collectors.groupingBy(Component::label));
		final List<MeasuredClass> measured = new ArrayList<>();
		for (final int label : classes) {
			final double[] sizes = byLabel.getOrDefault(label, List.of()).stream().mapToDouble(c -> c.pixels() * pixelArea)
				.toArray();
			measured.add(new MeasuredClass(rows.get(label - 1), boundary(labels.processor(slice), label, calibration),
				SizeStatistics.of(sizes)));
		}
		return new MeasuredSlice(slice % image.getNSlices() + 1, slice / image.getNSlices() + 1, measured, components);
	}

	private static double boundary(final ImageProcessor plane, final int label, final Calibration calibration) {
		final Roi outline = ClassOutlines.of(plane, label);
		if (outline == null) return 0;
		final ImagePlus calibrated = new ImagePlus("", plane);
		calibrated.setCalibration(calibration);
		outline.setImage(calibrated);
		return outline.getLength();
	}

	/** The same without its components, to be kept. */
	MeasuredSlice withoutComponents() {
		return new MeasuredSlice(z, t, classes, List.of());
	}
}
