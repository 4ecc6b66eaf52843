package sc.fiji.unsupervised.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.view.Views;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.ImgStack;
import sc.fiji.unsupervised.zarr.DataType;
import sc.fiji.unsupervised.zarr.OmeLabels;
import sc.fiji.unsupervised.zarr.TestZarr;
import sc.fiji.unsupervised.zarr.ZarrArray;

/** Labels of two executor threads on blocks of a chunked volume are those of one machine on the whole. */
class SegmentSparkTest {

	private static final int WIDTH = 330, HEIGHT = 250, DEPTH = 3, CHANNELS = 2;
	private static final int PIXELS = WIDTH * HEIGHT * DEPTH;

	private static JavaSparkContext context;

	@TempDir
	Path folder;

	@BeforeAll
	static void start() {
		context = new JavaSparkContext(new SparkConf().setMaster("local[2]").setAppName("test").set("spark.ui.enabled", "false").set(
			"spark.driver.bindAddress", "127.0.0.1").set("spark.driver.host", "127.0.0.1"));
		context.setLogLevel("OFF");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	/** Two channels of textures whose brightness differs from section to section; (c, z, y, x). */
	private static float[] values() {
		final float[] values = new float[PIXELS * CHANNELS];
		final SplittableRandom random = new SplittableRandom(5);
		for (int i = 0; i < values.length; i++) {
			final int x = i % WIDTH, y = i / WIDTH % HEIGHT, z = i / WIDTH / HEIGHT % DEPTH;
			final double noise = (x / 60 + y / 70) % 2 == 0 ? random.nextDouble(120) : 60 + 40 * Math.sin(x * 0.8);
			values[i] = (int) (noise + 20 * z + (i < PIXELS ? 0 : x / 4));
		}
		return values;
	}

	private static ImageStack stack(final float[] values) {
		return ImgStack.of(ArrayImgs.floats(values, WIDTH, HEIGHT, DEPTH, CHANNELS), Axes.parse("XYZC"));
	}

	private SparkOptions image(final int format, final DataType type, final int[] chunk, final float[] values,
		final String refine, final int edge)
	{
		final String image = folder.resolve("image.zarr").toString();
		TestZarr.write(image, format, "czyx", new long[] { CHANNELS, DEPTH, HEIGHT, WIDTH }, chunk, type, values);
		final TrainOptions options = new TrainOptions(3, "kmeans", "texture", 1, "auto", "auto", "auto", 5, "none", "cpu", 1, 1);
		final Path model = folder.resolve("model.useg");
		ModelFile.write(model, Segmenter.train(stack(values), options, Progress.NONE));
		return new SparkOptions(image, image + "/labels/classes", model.toString(), refine, "cpu", edge);
	}

	private static short[] single(final SparkOptions options, final float[] values) {
		final SegmentationModel model = ModelFile.read(Path.of(options.model()));
		final short[] all = new short[PIXELS];
		int at = 0;
		for (final var slice : Segmenter.apply(stack(values), model, new ApplyOptions(options.refine(), "cpu", 1), Progress.NONE)
			.slices()) for (final IntegerType<?> label : Views.flatIterable(slice)) all[at++] = (short) label.getInteger();
		assertEquals(PIXELS, at);
		for (short k = 1; k <= 3; k++) assertTrue(contains(all, k), "no pixel has class " + k);
		return all;
	}

	private static boolean contains(final short[] labels, final short k) {
		for (final short label : labels) if (label == k) return true;
		return false;
	}

	private static short[] read(final SparkOptions options, final int format) {
		final ZarrArray labels = OmeLabels.open(options.output(), format);
		final float[] values = labels.info().type().floats(labels.read(new long[3], new int[] { DEPTH, HEIGHT, WIDTH }), 0, PIXELS);
		final short[] out = new short[PIXELS];
		for (int i = 0; i < PIXELS; i++) out[i] = (short) values[i];
		return out;
	}

	/** Chunks divide neither the image nor tiles; those of two sections are deeper than what is left. */
	@ParameterizedTest
	@CsvSource({ "2,UINT16,2,polish,0", "3,FLOAT32,1,crf,0", "3,UINT8,2,none,100", "2,UINT8,1,none,0" })
	void labelsAreThoseOfOneMachine(final int format, final DataType type, final int depth, final String refine, final int edge) {
		final float[] values = values();
		final SparkOptions options = image(format, type, new int[] { 1, depth, 96, 80 }, values, refine, edge);
		final String closing = SegmentSpark.run(options, context);
		final int slabs = depth == 2 ? 2 : 3, windows = edge == 0 ? 1 : 3 * 2;
		assertTrue(closing.startsWith("blocks=" + slabs * windows + " sections=3 classes=3 "), closing);
		assertArrayEquals(single(options, values), read(options, format));
	}

	/** A task that runs again writes the same files: chunks that are there are replaced by their like. */
	@Test
	void blocksThatAreComputedTwiceWriteTheSameChunks() throws IOException {
		final SparkOptions options = image(2, DataType.UINT8, new int[] { 1, 1, 96, 80 }, values(), "none", 160);
		SegmentSpark.run(options, context);
		final List<String> before = files(Path.of(options.output()));
		final List<Block> blocks = Block.of(sc.fiji.unsupervised.zarr.OmeImage.open(options.input()), 160);
		final List<Block> twice = new ArrayList<>(blocks.subList(0, 4));
		twice.addAll(blocks.subList(0, 4));
		context.parallelize(twice, twice.size()).foreach(new LabelBlock(options, context.broadcast(Files.readAllBytes(Path.of(
			options.model())))));
		assertEquals(before, files(Path.of(options.output())));
	}

	/** Names and contents, in order. */
	private static List<String> files(final Path root) throws IOException {
		try (Stream<Path> all = Files.walk(root)) {
			final List<String> files = new ArrayList<>();
			for (final Path file : all.filter(Files::isRegularFile).sorted().toList()) files.add(root.relativize(file) + " " + java.util.Arrays
				.hashCode(Files.readAllBytes(file)));
			return files;
		}
	}

	@Test
	void blocksShareNoChunk() {
		final SparkOptions options = image(2, DataType.UINT8, new int[] { 1, 2, 96, 80 }, values(), "none", 100);
		for (final Block block : Block.of(sc.fiji.unsupervised.zarr.OmeImage.open(options.input()), 100)) {
			assertEquals(0, block.x() % 80);
			assertEquals(0, block.y() % 96);
			assertTrue(block.width() == 160 || block.x() + block.width() == WIDTH, block.toString());
			assertTrue(block.height() == 192 || block.y() + block.height() == HEIGHT, block.toString());
		}
	}

	@Test
	void whatATaskFindsIsTold() {
		final float[] values = values();
		final SparkOptions options = image(3, DataType.FLOAT32, new int[] { 1, 1, 96, 80 }, values, "none", 100);
		values[100 * WIDTH + 100] = Float.NaN;
		TestZarr.write(options.input(), 3, "czyx", new long[] { CHANNELS, DEPTH, HEIGHT, WIDTH }, new int[] { 1, 1, 96, 80 },
			DataType.FLOAT32, values);
		final String message = assertThrows(UserException.class, () -> SegmentSpark.run(options, context)).getMessage();
		assertEquals("Slice 1 has pixels that are no numbers, so it cannot be cut into blocks; label whole slices.", message);
	}

	@ParameterizedTest
	@CsvSource({ "refine=crf3d,cannot be shared among tasks", "block=256,needs whole sections", "block=x,is not known",
		"blok=2,is not known", "refine=soft,refine=soft" })
	void oneSentenceSaysWhatCannotBeDone(final String word, final String sentence) {
		final String message = assertThrows(UserException.class, () -> SparkOptions.parse(new String[] { "input=a", "output=b",
			"model=c", word })).getMessage();
		assertTrue(message.contains(sentence), message);
	}
}
