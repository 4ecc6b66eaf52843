package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.Cancelled;
import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.CountSuggestion;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.ImgStack;

class SegmenterTest {

	private static final int WIDTH = 250, HEIGHT = 230, SLICES = 2;
	private static final TrainOptions FAST = new TrainOptions(2, "kmeans", "texture", 1, "auto", "auto", "auto", 30,
		"crf", "cpu", 1, 1);

	/** Left of an oblique border fine noise, right of it wide stripes, both of the same mean. */
	private static ImgStack twoTextures() {
		final float[] values = new float[WIDTH * HEIGHT * SLICES];
		final SplittableRandom random = new SplittableRandom(4);
		for (int i = 0; i < values.length; i++) {
			final int x = i % WIDTH;
			values[i] = 33000 + (float) (truth(i) == 0 ? 400 * random.nextDouble(-1, 1) : 400 * Math.sin(x * 0.35) + 20 * random
				.nextDouble(-1, 1));
		}
		return ImgStack.of(ArrayImgs.floats(values, WIDTH, HEIGHT, SLICES), Axes.parse("XYZ"));
	}

	private static int truth(final int i) {
		return i % WIDTH > 100 + i / WIDTH % HEIGHT / 4 ? 1 : 0;
	}

	@ParameterizedTest
	@CsvSource({ "kmeans, crf", "kmeans, polish", "kmeans, none", "stego, crf", "merged, none" })
	void separatesTwoTexturesWithoutLabels(final String method, final String refine) {
		final ApplyOptions apply = new ApplyOptions(refine, "cpu", 1);
		final ImgStack stack = twoTextures();
		final Labels labels = Segmenter.apply(stack, Segmenter.train(stack, FAST.withMethod(method), Progress.NONE), apply,
			Progress.NONE);
		assertEquals(SLICES, labels.slices().size());
		int same = 0;
		final int[] values = values(labels);
		for (int i = 0; i < values.length; i++) {
			assertTrue(values[i] == 1 || values[i] == 2);
			if (values[i] - 1 == truth(i)) same++;
		}
		final double accuracy = Math.max(same, values.length - same) / (double) values.length;
		assertTrue(accuracy > 0.93, "accuracy " + accuracy);
	}

	private static int[] values(final Labels labels) {
		final List<Integer> all = new ArrayList<>();
		for (final Img<? extends IntegerType<?>> slice : labels.slices())
			for (final IntegerType<?> v : slice) all.add(v.getInteger());
		return all.stream().mapToInt(Integer::intValue).toArray();
	}

	@ParameterizedTest
	@ValueSource(strings = { "kmeans", "stego" })
	void sameSeedSameBytesAndModelsSurviveTheirFile(final String method, @TempDir final Path folder) throws IOException {
		final ImgStack stack = twoTextures();
		final TrainOptions options = FAST.withMethod(method).withClasses(3);
		final SegmentationModel first = Segmenter.train(stack, options, Progress.NONE), second = Segmenter.train(stack,
			options, Progress.NONE);
		final Path a = folder.resolve("a.useg"), b = folder.resolve("b.useg");
		ModelFile.write(a, first);
		ModelFile.write(b, second);
		assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
		final ApplyOptions apply = options.toApply();
		assertArrayEquals(values(Segmenter.apply(stack, first, apply, Progress.NONE)), values(Segmenter.apply(stack, ModelFile
			.read(a), apply, Progress.NONE)));
		double before = 1;
		for (final SegmentationModel.ClassInfo c : first.classes()) {
			assertTrue(c.share() <= before, "classes by descending area");
			before = c.share();
		}
		assertTrue(first.preview().length > 100);
	}

	@ParameterizedTest
	@CsvSource({ "0.5", "2" })
	void labelsHaveTheSizeOfTheImageAtAnyScale(final double scale) {
		final ImgStack stack = ImgStack.of(ArrayImgs.floats(noise(61 * 47), 61, 47), Axes.parse("XY"));
		final TrainOptions options = new TrainOptions(2, "kmeans", "texture", scale, "auto", "image", "auto", 0, "none",
			"cpu", 1, 1);
		final Labels labels = Segmenter.apply(stack, Segmenter.train(stack, options, Progress.NONE), options.toApply(),
			Progress.NONE);
		assertArrayEquals(new long[] { 61, 47 }, labels.slices().get(0).dimensionsAsLongArray());
	}

	private static float[] noise(final int n) {
		final float[] values = new float[n];
		final SplittableRandom random = new SplittableRandom(9);
		for (int i = 0; i < n; i++) values[i] = random.nextInt(256);
		return values;
	}

	@Test
	void manyChannelsPassAsOneGroupEach() {
		final ImgStack stack = ImgStack.of(ArrayImgs.floats(noise(40 * 30 * 5), 40, 30, 5), Axes.parse("XYC"));
		final TrainOptions options = FAST.withIntensity("image");
		final SegmentationModel model = Segmenter.train(stack, options, Progress.NONE);
		assertEquals(40 * 30, values(Segmenter.apply(stack, model, options.toApply(), Progress.NONE)).length);
		final ImgStack grey = ImgStack.of(ArrayImgs.floats(noise(40 * 30), 40, 30), Axes.parse("XY"));
		final String message = assertThrows(UserException.class, () -> Segmenter.apply(grey, model, options.toApply(),
			Progress.NONE)).getMessage();
		assertTrue(message.contains("1 channel") && message.contains("5 channels"), message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "crf", "polish", "none" })
	void probabilitiesSumToOneAndAgreeWithTheLabels(final String refine) {
		final ImgStack stack = twoTextures();
		final SegmentationModel model = Segmenter.train(stack, FAST.withClasses(3), Progress.NONE);
		final Labels labels = Segmenter.apply(stack, model, new ApplyOptions(refine, "cpu", 1, true), Progress.NONE);
		assertEquals(SLICES, labels.probabilities().size());
		final int pixels = WIDTH * HEIGHT;
		final float[] p = new float[3 * pixels];
		int i = 0;
		for (final FloatType value : labels.probabilities().get(1)) p[i++] = value.get();
		int at = 0;
		for (final IntegerType<?> label : labels.slices().get(1)) {
			assertEquals(1, p[at] + p[pixels + at] + p[2 * pixels + at], 1e-4);
			for (int k = 0; k < 3; k++) assertTrue(p[k * pixels + at] <= p[(label.getInteger() - 1) * pixels + at]);
			at++;
		}
		assertTrue(Segmenter.apply(stack, model, new ApplyOptions(refine, "cpu", 1), Progress.NONE).probabilities()
			.isEmpty());
	}

	@Test
	void suggestsANumberOfClasses() {
		final List<String> log = new ArrayList<>();
		final SegmentationModel model = Segmenter.train(twoTextures(), FAST.withClasses(0), new Progress() {

			@Override
			public void report(final String stage, final double fraction, final String message) {}

			@Override
			public void log(final String line) {
				log.add(line);
			}
		});
		final CountSuggestion suggestion = model.training().suggestion();
		assertArrayEquals(IntStream.rangeClosed(2, 10).toArray(), suggestion.numbers());
		assertEquals(suggestion.number(), model.classes().size());
		assertTrue(log.contains("Classes: " + suggestion.words()), log.toString());
		assertNull(Segmenter.train(twoTextures(), FAST, Progress.NONE).training().suggestion(), "the number was given");
	}

	/** Features of a picture without noise have few dimensions. */
	@Test
	void smoothRampsAreSegmentedToo() {
		final float[] ramp = new float[90 * 70];
		for (int i = 0; i < ramp.length; i++) ramp[i] = i % 90;
		final ImgStack stack = ImgStack.of(ArrayImgs.floats(ramp, 90, 70), Axes.parse("XY"));
		final Labels labels = Segmenter.apply(stack, Segmenter.train(stack, FAST, Progress.NONE), FAST.toApply(),
			Progress.NONE);
		final int[] values = values(labels);
		assertTrue(values[5] != values[85], "dark and bright end");
	}

	/** Twenty small images one after the other, as in a macro. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void manyJobsLeaveMemoryFlat() throws IOException {
		long before = 0;
		for (int i = 0; i < 20; i++) {
			final ImgStack stack = ImgStack.of(ArrayImgs.floats(noise(64 * 64), 64, 64), Axes.parse("XY"));
			final TrainOptions options = FAST.withMethod(i % 2 == 0 ? "kmeans" : "stego").withSteps(2);
			Segmenter.apply(stack, Segmenter.train(stack, options, Progress.NONE), options.toApply(), Progress.NONE);
			System.gc();
			if (i == 9) before = nativeMegabytes();
		}
		final long growth = nativeMegabytes() - before;
		assertTrue(growth < 64, "memory beside the heap grew by " + growth + " MB over ten jobs");
	}

	/** Resident memory less Java's heap, whose size follows rules of its own. */
	private static long nativeMegabytes() throws IOException {
		final String status = Files.readString(Path.of("/proc/self/status"));
		final long resident = Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+(\\d+) kB.*", "$1")) / 1024;
		return resident - (Runtime.getRuntime().totalMemory() >> 20);
	}

	@Test
	void constantImagesHaveNoClasses() {
		final ImageStack flat = ImgStack.of(ArrayImgs.floats(new float[64 * 64], 64, 64), Axes.parse("XY"));
		final String message = assertThrows(UserException.class, () -> Segmenter.train(flat, FAST, Progress.NONE))
			.getMessage();
		assertTrue(message.contains("looks the same everywhere"), message);
	}

	@Test
	void cancellingStopsIt() {
		assertThrows(CancelledException.class, () -> Segmenter.train(twoTextures(), FAST, Cancelled.AT_ONCE));
	}

	@ParameterizedTest
	@CsvSource({ "1, classes=1", "-3, classes=-3", "256, classes=256", "70000, classes=70000" })
	void refusesImpossibleNumbersOfClasses(final int classes, final String start) {
		final String message = assertThrows(UserException.class, () -> FAST.withClasses(classes)).getMessage();
		assertTrue(message.startsWith(start) && message.contains("2 to 255"), message);
	}
}
