package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

import net.imglib2.RandomAccess;
import net.imglib2.type.numeric.IntegerType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.SmallVit;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.Position;
import sc.fiji.unsupervised.stack.Window;
import sc.fiji.unsupervised.stack.WindowedStack;

/** Labels of windows are those that the whole slices have there. */
class WindowLabellerTest {

	@TempDir
	Path folder;

	/** Stripes and noise; remembers the largest part that was read. */
	private static final class Picture implements WindowedStack {

		private final int width, height;
		private final float[] values;
		private long most;

		Picture(final int width, final int height) {
			this.width = width;
			this.height = height;
			values = new float[width * height];
			final SplittableRandom random = new SplittableRandom(3);
			for (int i = 0; i < values.length; i++) {
				final int x = i % width, y = i / width;
				values[i] = (float) ((x / 70 + y / 50) % 3 == 0 ? random.nextDouble(200) : 100 + 60 * Math.sin(x * 0.7 + y * (x / 90 %
					2)));
			}
		}

		@Override
		public int slices() {
			return 1;
		}

		@Override
		public int channels() {
			return 1;
		}

		@Override
		public boolean isRgb() {
			return false;
		}

		@Override
		public int width(final int slice) {
			return width;
		}

		@Override
		public int height(final int slice) {
			return height;
		}

		@Override
		public Position position(final int slice) {
			return new Position(slice, 0, "");
		}

		@Override
		public float[] part(final int slice, final int channel, final Window window) {
			final float[] part = new float[window.width() * window.height()];
			most = Math.max(most, part.length);
			for (int y = 0; y < window.height(); y++) System.arraycopy(values, (window.y() + y) * width + window.x(), part, y * window
				.width(), window.width());
			return part;
		}
	}

	private SegmentationModel train(final Picture picture, final String backbone, final double scale, final String intensity) {
		return Segmenter.train(picture, new TrainOptions(4, "kmeans", backbone, scale, "auto", intensity, "auto", 5, "none", "cpu",
			1, 1), Progress.NONE);
	}

	private static ApplyOptions refine(final String key) {
		return new ApplyOptions(key, "cpu", 1);
	}

	private static void assertSameInWindows(final Picture picture, final SegmentationModel model, final int edge) {
		final RandomAccess<? extends IntegerType<?>> whole = Segmenter.apply(picture, model, refine("none"), Progress.NONE)
			.slices().get(0).randomAccess();
		final boolean[] seen = new boolean[5];
		for (int top = 0; top < picture.height; top += edge) for (int left = 0; left < picture.width; left += edge) {
			final Window window = new Window(left, top, Math.min(edge, picture.width - left), Math.min(edge, picture.height - top));
			picture.most = 0;
			Segmenter.applyWindow(picture, window, model, refine("none"), Progress.NONE, (labels, slice) -> {
				final RandomAccess<? extends IntegerType<?>> part = labels.slices().get(0).randomAccess();
				for (int y = 0; y < window.height(); y++) for (int x = 0; x < window.width(); x++) {
					final int label = part.setPositionAndGet(x, y).getInteger();
					seen[label] = true;
					assertEquals(whole.setPositionAndGet(window.x() + x, window.y() + y).getInteger(), label, window + " " + x + " " + y);
				}
			});
			// The window, two tiles at either side and what these see.
			assertTrue(picture.most <= (edge + 4L * 288) * (edge + 4L * 288), window + " read " + picture.most);
		}
		for (int k = 1; k < seen.length; k++) assertTrue(seen[k], "no pixel has class " + k);
	}

	/** Neither the size nor the windows fit tiles or cells; the second is smaller than a tile. */
	@ParameterizedTest
	@CsvSource({ "701,523,256", "403,150,100", "230,700,193" })
	void windowsOfTheEmbeddedBackbone(final int width, final int height, final int edge) {
		final Picture picture = new Picture(width, height);
		assertSameInWindows(picture, train(picture, "texture", 1, "auto"), edge);
	}

	/** Its tiles overlap, it sees them mirrored too, and several pass it together. */
	@Test
	void windowsOfATransformer() throws IOException {
		final Path file = folder.resolve("small.safetensors");
		SmallVit.write(file, 1);
		final Picture picture = new Picture(701, 523);
		assertSameInWindows(picture, train(picture, "file:" + file, 1, "auto"), 250);
	}

	@Test
	void oneSentenceSaysWhatNeedsWholeSlices() {
		final Picture picture = new Picture(240, 240);
		final SegmentationModel model = train(picture, "texture", 1, "auto");
		for (final String key : new String[] { "polish", "crf", "crf3d" }) refuses(picture, model, key, "refine=" + key +
			" needs whole slices");
		refuses(picture, train(picture, "texture", 0.5, "auto"), "none", "scale=0.5 needs whole slices");
		refuses(picture, train(picture, "texture", 1, "image"), "none", "intensity=image needs whole slices");
		picture.values[240 * 200 + 30] = Float.NaN;
		refuses(picture, model, "none", "has pixels that are no numbers");
	}

	private static void refuses(final Picture picture, final SegmentationModel model, final String key, final String words) {
		final String message = assertThrows(UserException.class, () -> Segmenter.applyWindow(picture, new Window(0, 0, 100, 100),
			model, refine(key), Progress.NONE, (labels, slice) -> {})).getMessage();
		assertTrue(message.contains(words), message);
	}
}
