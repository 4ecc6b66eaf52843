package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.plugin.filter.ParticleAnalyzer;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import ij.process.ShortProcessor;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.evaluate.Connectivity;

/** Values against those of ImageJ's own commands on the same masks. */
class ClassMeasurerTest {

	private static final int WIDTH = 97, HEIGHT = 71, CLASSES = 3, SECTIONS = 2, FRAMES = 2;

	/** Classes as thresholds of smoothed noise: blobs with holes, corners that touch, cut by the border. */
	private static ImagePlus labels() {
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int s = 0; s < SECTIONS * FRAMES; s++) {
			final FloatProcessor noise = new FloatProcessor(WIDTH, HEIGHT);
			final Random random = new Random(s);
			for (int i = 0; i < WIDTH * HEIGHT; i++) noise.setf(i, random.nextFloat());
			noise.blurGaussian(1.2);
			final ByteProcessor plane = new ByteProcessor(WIDTH, HEIGHT);
			for (int i = 0; i < WIDTH * HEIGHT; i++) plane.set(i, noise.getf(i) < 0.45 ? 1 : noise.getf(i) < 0.5 ? 2 : 3);
			stack.addSlice(plane);
		}
		final ImagePlus image = new ImagePlus("cells-labels", stack);
		image.setDimensions(1, SECTIONS, FRAMES);
		image.getCalibration().pixelWidth = 0.25;
		image.getCalibration().pixelHeight = 0.4;
		image.getCalibration().pixelDepth = 2;
		image.getCalibration().xOrigin = 3;
		image.getCalibration().setUnit("um");
		return image;
	}

	/** Two channels of signed 16 bits, where measured values are raw ones less 32768. */
	private static ImagePlus intensities() {
		final Random random = new Random(9);
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int s = 0; s < 2 * SECTIONS * FRAMES; s++) {
			final ShortProcessor plane = new ShortProcessor(WIDTH, HEIGHT);
			for (int i = 0; i < WIDTH * HEIGHT; i++) plane.set(i, 32768 + random.nextInt(1000) * (s % 2 + 1));
			stack.addSlice(plane);
		}
		final ImagePlus image = new ImagePlus("cells", stack);
		image.setDimensions(2, SECTIONS, FRAMES);
		image.getCalibration().setSigned16BitCalibration();
		return image;
	}

	private static ClassMeasurer measurer(final ImagePlus labels, final Connectivity connectivity) {
		final LabelPlanes planes = new LabelPlanes("label image", labels);
		final ClassNames names = ClassNames.of(labels);
		return new ClassMeasurer(planes, "", Optional.of(IntensityPlanes.under(planes, "intensities", intensities())), names,
			ClassMeasurer.classes(planes, names), connectivity);
	}

	private static ImagePlus mask(final ImagePlus labels, final int slice, final int label) {
		final ImageProcessor plane = labels.getStack().getProcessor(slice + 1).duplicate();
		for (int i = 0; i < plane.getPixelCount(); i++) plane.set(i, plane.get(i) == label ? 255 : 0);
		final ImagePlus mask = new ImagePlus("mask", plane);
		mask.setCalibration(labels.getCalibration());
		mask.getProcessor().setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
		return mask;
	}

	@Test
	void areaAndIntensitiesAreThoseOfTheSelection() {
		final ImagePlus labels = labels(), values = intensities();
		final ResultsTable table = measurer(labels, Connectivity.EIGHT).slices(Progress.NONE).table();
		assertEquals(SECTIONS * FRAMES * CLASSES, table.size());
		for (int r = 0; r < table.size(); r++) {
			final int s = r / CLASSES;
			final ImagePlus mask = mask(labels, s, r % CLASSES + 1);
			final Roi selection = new ThresholdToSelection().convert(mask.getProcessor());
			assertEquals(s % SECTIONS + 1, table.getValue("Slice", r));
			assertEquals(s / SECTIONS + 1, table.getValue("Frame", r));
			for (int c = 1; c <= 2; c++) {
				values.setPositionWithoutUpdate(c, s % SECTIONS + 1, s / SECTIONS + 1);
				final ImagePlus plane = new ImagePlus("plane", values.getStack().getProcessor(2 * s + c));
				plane.setCalibration(values.getCalibration());
				plane.getCalibration().pixelWidth = 0.25;
				plane.getCalibration().pixelHeight = 0.4;
				plane.setRoi(selection);
				final ImageStatistics statistics = plane.getStatistics(Measurements.AREA + Measurements.MEAN +
					Measurements.STD_DEV);
				assertEquals(statistics.pixelCount, table.getValue("Pixels", r));
				assertEquals(statistics.area, table.getValue("Area", r), 1e-9);
				assertEquals(statistics.mean, table.getValue("Mean" + c, r), 1e-6);
				assertEquals(statistics.stdDev, table.getValue("SD" + c, r), 1e-6);
			}
		}
		assertTrue(table.getValue("Mean2", 0) < 1100, "calibrated");
	}

	@Test
	void boundaryIsThePerimeterOfTheSelection() {
		final ImagePlus labels = labels();
		final ResultsTable table = measurer(labels, Connectivity.EIGHT).slices(Progress.NONE).table();
		for (int r = 0; r < table.size(); r++) {
			final ImagePlus mask = mask(labels, r / CLASSES, r % CLASSES + 1);
			mask.setRoi(new ThresholdToSelection().convert(mask.getProcessor()));
			final ResultsTable measured = new ResultsTable();
			new Analyzer(mask, Measurements.PERIMETER, measured).measure();
			assertEquals(measured.getValue("Perim.", 0), table.getValue("Boundary", r), 1e-9);
		}
	}

	@Test
	void componentsAreTheParticles() {
		final ImagePlus labels = labels();
		final ResultsTable table = measurer(labels, Connectivity.EIGHT).slices(Progress.NONE).table();
		final ResultsTable each = measurer(labels, Connectivity.EIGHT).components(Progress.NONE).table();
		int all = 0;
		for (int s = 0; s < SECTIONS * FRAMES; s++)
			for (int k = 1; k <= CLASSES; k++) {
				final ResultsTable particles = particles(mask(labels, s, k));
				final double[] areas = particles.getColumn("Area");
				final int r = s * CLASSES + k - 1, z = s % SECTIONS + 1, t = s / SECTIONS + 1, label = k;
				assertEquals(areas.length, table.getValue("Components", r));
				assertEquals(Arrays.stream(areas).min().getAsDouble(), table.getValue("SizeMin", r), 1e-9);
				assertEquals(Arrays.stream(areas).max().getAsDouble(), table.getValue("SizeMax", r), 1e-9);
				assertEquals(Arrays.stream(areas).average().getAsDouble(), table.getValue("SizeMean", r), 1e-9);
				assertArrayEquals(places(particles, i -> true), places(each, i -> each.getValue("Slice", i) == z && each
					.getValue("Frame", i) == t && each.getValue("Class", i) == label), 1e-5);
				all += areas.length;
			}
		assertEquals(each.size(), all);
	}

	/** Area and centroid of each component folded into one number, sorted. */
	private static double[] places(final ResultsTable table, final IntPredicate rows) {
		return IntStream.range(0, table.size()).filter(rows).mapToDouble(r -> table.getValue("Area", r) + 1000 * table.getValue(
			"X", r) + 1e6 * table.getValue("Y", r)).sorted().toArray();
	}

	private static ResultsTable particles(final ImagePlus mask) {
		final ResultsTable particles = new ResultsTable();
		assertTrue(new ParticleAnalyzer(ParticleAnalyzer.SHOW_NONE, Measurements.AREA + Measurements.CENTROID, particles, 0,
			Double.POSITIVE_INFINITY).analyze(mask, mask.getProcessor()));
		return particles;
	}

	@Test
	void volumesAddUpTheSections() {
		final ImagePlus labels = labels();
		final ClassMeasurer measurer = measurer(labels, Connectivity.EIGHT);
		final ResultsTable slices = measurer.slices(Progress.NONE).table(), volumes = measurer.volumes(Progress.NONE).table();
		assertEquals(FRAMES * CLASSES, volumes.size());
		for (int f = 0; f < FRAMES; f++) {
			double fraction = 0;
			for (int k = 0; k < CLASSES; k++) {
				final int r = f * CLASSES + k, a = f * SECTIONS * CLASSES + k, b = a + CLASSES;
				assertEquals(f + 1, volumes.getValue("Frame", r));
				assertEquals(2 * (slices.getValue("Area", a) + slices.getValue("Area", b)), volumes.getValue("Volume", r), 1e-9);
				final double n = slices.getValue("Pixels", a), m = slices.getValue("Pixels", b);
				assertEquals((n * slices.getValue("Mean1", a) + m * slices.getValue("Mean1", b)) / (n + m), volumes.getValue("Mean1",
					r), 1e-9);
				fraction += volumes.getValue("Fraction", r);
			}
			assertEquals(1, fraction, 1e-12);
		}
	}

	@Test
	void namedClassesHaveRowsEvenWhenTheyDoNotOccur() {
		final ImagePlus labels = labels();
		labels.setProperty("Info", "Made by: x\nClass 1: matrix\nClass 5: pores, large\n");
		final ValueTable table = measurer(labels, Connectivity.EIGHT).slices(Progress.NONE);
		assertEquals(SECTIONS * FRAMES * 4, table.table().size());
		assertEquals("matrix", table.table().getStringValue("Name", 0));
		assertEquals("class 2", table.table().getStringValue("Name", 1));
		assertEquals(5, table.table().getValue("Class", 3));
		assertEquals(0, table.table().getValue("Area", 3));
		assertEquals(0, table.table().getValue("Boundary", 3));
		assertTrue(table.csv().lines().skip(4).findFirst().orElseThrow().startsWith("1,1,5,\"pores, large\",0,0,0,0,µm,0,NaN,"),
			table.csv());
	}

	@Test
	void imagesThatAreNoLabelsAreRefused() {
		assertSentence("has the value 0.5", new ImagePlus("f", new FloatProcessor(2, 1, new float[] { 0.5f, 1 })));
		assertSentence("has the value -2 and is no label image", new ImagePlus("f", new FloatProcessor(2, 1, new float[] { -2,
			1 })));
		final short[] ramp = new short[2000];
		for (int i = 0; i < ramp.length; i++) ramp[i] = (short) i;
		assertSentence("has 1999 different values", new ImagePlus("r", new ShortProcessor(2000, 1, ramp, null)));
		final ImagePlus colour = new ImagePlus("c", new ByteProcessor(2, 2).convertToRGB());
		assertTrue(assertThrows(UserException.class, () -> new LabelPlanes("label image", colour)).getMessage().contains("RGB"));
	}

	private static void assertSentence(final String part, final ImagePlus image) {
		final String message = assertThrows(UserException.class, () -> new LabelPlanes("label image", image).classes())
			.getMessage();
		assertTrue(message.contains(part), message);
	}

	@Test
	void intensitiesOfAnotherSizeAreRefused() {
		final LabelPlanes planes = new LabelPlanes("label image", labels());
		final ImagePlus other = new ImagePlus("other", new ByteProcessor(WIDTH, HEIGHT));
		assertEquals("intensities=other is 97 x 71 with 1 sections and 1 frames but the labels are 97 x 71 with 2 sections and " +
			"2 frames; give the image that was labelled.", assertThrows(UserException.class, () -> IntensityPlanes.under(planes,
				"intensities", other)).getMessage());
	}

	/** ImageJ gives an interrupted thread no outline, which once went into tables as a boundary of 0. */
	@Test
	void anInterruptedThreadMeasuresNothing() {
		final ClassMeasurer measurer = new ClassMeasurer(new LabelPlanes("labels", labels()), "", Optional.empty(), ClassNames.of(
			labels()), new int[] { 1, 2, 3 }, Connectivity.EIGHT);
		final Progress deaf = new Progress() {

			@Override
			public void report(final String stage, final double fraction, final String message) {}

			@Override
			public void check() {}
		};
		Thread.currentThread().interrupt();
		try {
			assertThrows(CancelledException.class, () -> measurer.slices(deaf));
		}
		finally {
			assertTrue(Thread.interrupted());
		}
	}
}
