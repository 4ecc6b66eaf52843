package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.plugin.FileInfoVirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.IntProcessor;
import ij.process.ShortProcessor;

import java.awt.image.IndexColorModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fiji.unsupervised.UserException;

/** Every kind of image that ImageJ knows is segmented as its users expect, or told off in one sentence (docs/images.md). */
class RealImagesTest {

	private static final int WIDTH = 48, HEIGHT = 32;
	private static final String ALIKE = "The image looks the same everywhere, so that no classes can be told apart; choose one " +
		"in which something differs, or a larger part of it.";
	private static final Map<String, Object> KEYS = Map.of("classes", 2, "method", "kmeans", "device", "cpu");

	/** What a pixel is to be: 0 to 1, dark on the left, bright on the right, noisy. */
	private static float value(final int x, final int width, final Random random) {
		return (x < width / 2 ? 0.2f : 0.7f) + 0.1f * random.nextFloat();
	}

	private static FloatProcessor plane(final int width, final int height, final int seed) {
		final Random random = new Random(seed);
		final FloatProcessor plane = new FloatProcessor(width, height);
		for (int y = 0; y < height; y++) for (int x = 0; x < width; x++) plane.setf(x, y, value(x, width, random));
		return plane;
	}

	/** Values times a factor plus an offset. */
	private static FloatProcessor floats(final int seed, final double factor, final double offset) {
		final FloatProcessor plane = plane(WIDTH, HEIGHT, seed);
		plane.multiply(factor);
		plane.add(offset);
		return plane;
	}

	private static ByteProcessor bytes(final int seed) {
		return floats(seed, 255, 0).convertToByteProcessor(false);
	}

	private static ShortProcessor shorts(final int seed) {
		return floats(seed, 4000, 100).convertToShortProcessor(false);
	}

	private static ColorProcessor colours(final int seed) {
		final ColorProcessor colour = new ColorProcessor(WIDTH, HEIGHT);
		colour.setChannel(1, bytes(seed));
		colour.setChannel(2, bytes(seed + 100));
		return colour;
	}

	private static ImagePlus stack(final IntFunction<ImageProcessor> plane, final int channels, final int sections,
		final int frames)
	{
		final ImageProcessor first = plane.apply(1);
		final ImageStack stack = new ImageStack(first.getWidth(), first.getHeight());
		for (int i = 1; i <= channels * sections * frames; i++) stack.addSlice("plane " + i, plane.apply(i));
		final ImagePlus image = new ImagePlus("image.tif", stack);
		image.setDimensions(channels, sections, frames);
		image.setOpenAsHyperStack(channels * sections * frames > 1);
		return calibrated(image);
	}

	private static ImagePlus calibrated(final ImagePlus image) {
		final Calibration calibration = image.getCalibration();
		calibration.pixelWidth = 0.5;
		calibration.pixelHeight = 0.25;
		calibration.pixelDepth = 2;
		calibration.xOrigin = 7;
		calibration.frameInterval = 3;
		calibration.setUnit("micron");
		return image;
	}

	private static ImagePlus single(final ImageProcessor plane) {
		return calibrated(new ImagePlus("image.tif", plane));
	}

	private static ImageProcessor with(final ImageProcessor plane, final float value, final int left, final int right) {
		for (int y = 0; y < plane.getHeight(); y++) for (int x = left; x < right; x++) plane.setf(x, y, value);
		return plane;
	}

	private static ImageProcessor inverted(final ImageProcessor plane) {
		plane.invertLut();
		return plane;
	}

	private static ImageProcessor indexed(final ImageProcessor plane) {
		final byte[] red = new byte[256], green = new byte[256], blue = new byte[256];
		for (int i = 0; i < 256; i++) {
			red[i] = (byte) (i * 37);
			green[i] = (byte) (i * 101);
			blue[i] = (byte) (i * 173);
		}
		plane.setColorModel(new IndexColorModel(8, 256, red, green, blue));
		return plane;
	}

	private static ImagePlus signed(final ImagePlus image) {
		image.getCalibration().setSigned16BitCalibration();
		return image;
	}

	private static ImagePlus locked(final ImagePlus image) {
		image.lock();
		return image;
	}

	private static ImagePlus overlaid(final ImagePlus image) {
		image.setOverlay(new Overlay(new Roi(3, 3, 10, 10)));
		image.setRoi(new Roi(0, 0, WIDTH, HEIGHT));
		return image;
	}

	/** A stack that makes its planes when asked for them. */
	private static ImagePlus onDemand() {
		return calibrated(new ImagePlus("image.tif", new VirtualStack(WIDTH, HEIGHT, 3) {

			@Override
			public ImageProcessor getProcessor(final int n) {
				return shorts(n);
			}

			@Override
			public String getSliceLabel(final int n) {
				return "plane " + n;
			}

			@Override
			public int getBitDepth() {
				return 16;
			}
		}));
	}

	static Map<String, ImagePlus> images() {
		final Map<String, ImagePlus> images = new LinkedHashMap<>();
		images.put("single slice", single(bytes(1)));
		images.put("single slice with a label", labelled(single(bytes(1))));
		images.put("z-stack", stack(RealImagesTest::bytes, 1, 3, 1));
		images.put("time series", stack(RealImagesTest::bytes, 1, 1, 3));
		images.put("channels alone", stack(RealImagesTest::shorts, 4, 1, 1));
		images.put("hyperstack", stack(RealImagesTest::shorts, 2, 2, 3));
		images.put("composite", new CompositeImage(stack(RealImagesTest::bytes, 3, 2, 1), IJ.COMPOSITE));
		images.put("RGB", single(colours(1)));
		images.put("RGB stack", stack(RealImagesTest::colours, 1, 2, 1));
		images.put("RGB time series", stack(RealImagesTest::colours, 1, 1, 2));
		images.put("inverting LUT", single(inverted(bytes(1))));
		images.put("8-bit colour", single(indexed(bytes(1))));
		images.put("16-bit", single(shorts(1)));
		images.put("16-bit, all high", single(floats(1, 300, 65000).convertToShortProcessor(false)));
		images.put("signed 16-bit", signed(single(floats(1, 2000, 31768).convertToShortProcessor(false))));
		images.put("32-bit", stack(i -> floats(i, 1e-6, 0), 1, 2, 1));
		images.put("32-bit, negative", single(floats(1, 30, -1000)));
		images.put("32-bit, tiny differences", single(floats(1, 1e-3, 1)));
		images.put("32-bit, huge", single(floats(1, 1e37, -1e37)));
		images.put("32-bit, infinite", single(with(with(floats(1, 1, 0), Float.NEGATIVE_INFINITY, 3, 5),
			Float.POSITIVE_INFINITY, 40, 42)));
		images.put("virtual stack", onDemand());
		images.put("locked", locked(single(bytes(1))));
		images.put("overlay and all selected", overlaid(stack(RealImagesTest::bytes, 1, 2, 1)));
		images.put("larger than a tile", single(plane(300, 40, 1).convertToByteProcessor()));
		images.put("one pixel high", single(plane(90, 1, 1)));
		images.put("one pixel wide", single(plane(90, 1, 1).rotateRight()));
		images.put("smaller than a cell in one direction", single(plane(64, 3, 1)));
		return images;
	}

	private static ImagePlus labelled(final ImagePlus image) {
		image.setProp("Slice_Label", "section 17");
		return image;
	}

	static Stream<String> kinds() {
		return images().keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void isLabelled(final String kind) {
		final ImagePlus image = images().get(kind);
		image.setPosition(1, image.getNSlices(), image.getNFrames());
		final List<Object> before = pixels(image);
		final Overlay overlay = image.getOverlay();
		final Roi roi = image.getRoi();
		final boolean locked = image.isLocked();
		final ImagePlus labels = UnsupervisedSegmentation.segment(image, KEYS);
		checkShape(image, labels);
		for (int s = 1; s <= labels.getStackSize(); s++) {
			final ImageProcessor slice = labels.getStack().getProcessor(s);
			final int[] counts = slice.getHistogram();
			final int all = image.getWidth() * image.getHeight();
			assertEquals(all, counts[1] + counts[2], "every pixel has a class");
			assertEquals(all / 2, alike(slice), 0.03 * all, "one class on each side");
			assertEquals(all / 2, counts[1], 0.1 * all);
		}
		assertSame(overlay, image.getOverlay());
		assertSame(roi, image.getRoi());
		assertEquals(locked, image.isLocked());
		assertEquals(image.getNSlices(), image.getZ());
		assertEquals(image.getNFrames(), image.getT());
		checkSame(before, pixels(image));
	}

	/** Pixels of the left half (of an upright strip the upper one) with the class of the first pixel. */
	private static int alike(final ImageProcessor labels) {
		final boolean upright = labels.getWidth() == 1;
		int alike = 0;
		for (int y = 0; y < (upright ? labels.getHeight() / 2 : labels.getHeight()); y++)
			for (int x = 0; x < (upright ? 1 : labels.getWidth() / 2); x++) if (labels.get(x, y) == labels.get(0, 0)) alike++;
		return alike;
	}

	private static List<Object> pixels(final ImagePlus image) {
		final List<Object> pixels = new ArrayList<>();
		for (int i = 1; i <= image.getStackSize(); i++) pixels.add(image.getStack().getProcessor(i).duplicate().getPixels());
		return pixels;
	}

	private static void checkSame(final List<Object> before, final List<Object> after) {
		assertArrayEquals(before.toArray(), after.toArray());
	}

	private static void checkShape(final ImagePlus image, final ImagePlus labels) {
		assertEquals("image-labels", labels.getTitle());
		assertEquals(8, labels.getBitDepth());
		assertArrayEquals(new int[] { image.getWidth(), image.getHeight(), 1, image.getNSlices(), image.getNFrames() }, labels
			.getDimensions());
		final Calibration expected = image.getCalibration(), calibration = labels.getCalibration();
		assertEquals(expected.pixelWidth, calibration.pixelWidth);
		assertEquals(expected.pixelHeight, calibration.pixelHeight);
		assertEquals(expected.pixelDepth, calibration.pixelDepth);
		assertEquals(expected.xOrigin, calibration.xOrigin);
		assertEquals(expected.frameInterval, calibration.frameInterval);
		assertEquals(expected.getUnit(), calibration.getUnit());
		assertEquals(Calibration.NONE, calibration.getFunction());
		if (image.getStackSize() == 1) assertEquals(image.getProp("Slice_Label"), labels.getProp("Slice_Label"));
		else if (labels.getStackSize() == 1) assertEquals("plane 1", labels.getProp("Slice_Label"));
		else for (int s = 1; s <= labels.getStackSize(); s++) assertEquals(image.getStack().getSliceLabel((s - 1) * image
			.getNChannels() + 1), labels.getStack().getSliceLabel(s));
	}

	@Test
	void aVirtualStackFromAFile(@TempDir final Path folder) {
		final ImagePlus image = stack(RealImagesTest::shorts, 1, 3, 1);
		final String file = folder.resolve("image.tif").toString();
		IJ.saveAsTiff(image, file);
		final ImagePlus virtual = FileInfoVirtualStack.openVirtual(file);
		assertTrue(virtual.getStack().isVirtual());
		final ImagePlus labels = UnsupervisedSegmentation.segment(virtual, KEYS);
		checkShape(virtual, labels);
		checkSame(pixels(UnsupervisedSegmentation.segment(image, KEYS)), pixels(labels));
		virtual.close();
	}

	@Test
	void pixelsThatAreNoNumbersGetNoClass() {
		final ImagePlus image = stack(i -> i == 3 ? with(floats(i, 1, 0), Float.NaN, 0, WIDTH) : with(floats(i, 1, 0),
			Float.NaN, 10 * i, 10 * i + 8), 1, 3, 1);
		for (final String refine : List.of("polish", "crf", "crf3d")) {
			final Map<String, Object> keys = new LinkedHashMap<>(KEYS);
			keys.put("refine", refine);
			final ImagePlus labels = UnsupervisedSegmentation.segment(image, keys);
			for (int s = 0; s < 3; s++) for (int y = 0; y < HEIGHT; y++) for (int x = 0; x < WIDTH; x++) assertEquals(Double
				.isNaN(image.getStack().getVoxel(x, y, s)), labels.getStack().getVoxel(x, y, s) == 0, refine + " " + x + " " + y + " " +
					s);
			assertEquals(labels.getStack().getVoxel(4, 4, 0), labels.getStack().getVoxel(4, 20, 1));
		}
	}

	@Test
	void oneChannelWithoutANumberIsEnough() {
		final ImagePlus image = stack(i -> i == 2 ? with(floats(i, 1, 0), Float.NaN, 5, 6) : floats(i, 1, 0), 2, 1, 1);
		final ImageProcessor labels = UnsupervisedSegmentation.segment(image, KEYS).getProcessor();
		assertEquals(0, labels.get(5, 9));
		assertTrue(labels.get(6, 9) > 0);
		final Map<String, Object> keys = new LinkedHashMap<>(KEYS);
		keys.put("channels", "1");
		assertTrue(UnsupervisedSegmentation.segment(image, keys).getProcessor().get(5, 9) > 0);
	}

	static Map<String, ImagePlus> sentences() {
		final Map<String, ImagePlus> images = new LinkedHashMap<>();
		images.put(ALIKE, single(new ByteProcessor(WIDTH, HEIGHT)));
		images.put(ALIKE + " ", single(plane(1, 1, 1)));
		images.put(ALIKE + "  ", single(plane(5, 5, 1)));
		images.put("No cell of 8 x 8 pixels has its centre in the selection and on pixels that are numbers; select a larger " +
			"area, or use region=whole.", single(with(floats(1, 1, 0), Float.NaN, 0, WIDTH)));
		images.put("The image image.tif has 32-bit integers, which cannot be segmented; convert it with Image>Type>32-bit " +
			"first.", single(new IntProcessor(WIDTH, HEIGHT)));
		images.put("The image image.tif has both RGB colours and channels; use Image>Color>Split Channels and segment one of " +
			"them.", stack(RealImagesTest::colours, 2, 1, 1));
		images.put("There is no image open; open a stack and run the command again.", new ImagePlus());
		return images;
	}

	static Stream<String> words() {
		return sentences().keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("words")
	void isToldOff(final String sentence) {
		final UserException e = assertThrows(UserException.class, () -> UnsupervisedSegmentation.segment(sentences().get(
			sentence), KEYS));
		assertEquals(sentence.strip(), e.getMessage());
	}
}
