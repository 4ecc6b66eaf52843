package sc.fiji.unsupervised.spark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

import net.imglib2.img.array.ArrayImgs;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImgStack;
import sc.fiji.unsupervised.zarr.DataType;
import sc.fiji.unsupervised.zarr.TestZarr;

/** Writes the volume and the model for the figures of {@code docs/clusters.md}: {@code <folder> <edge> <sections>}. */
final class SparkBench {

	private static final int CHUNK = 512;

	private SparkBench() {}

	public static void main(final String[] words) {
		final int edge = Integer.parseInt(words[1]), sections = Integer.parseInt(words[2]);
		final float[] values = new float[edge * edge * sections];
		final SplittableRandom random = new SplittableRandom(1);
		for (int i = 0; i < values.length; i++) {
			final int x = i % edge, y = i / edge % edge;
			values[i] = (int) ((x / 90 + y / 70) % 3 == 0 ? random.nextInt(160) : 90 + 50 * Math.sin(x * 0.7 + y * (x / 200 % 2)) + random
				.nextInt(20));
		}
		final Path folder = Path.of(words[0]);
		TestZarr.write(folder.resolve("image.zarr").toString(), 3, "zyx", new long[] { sections, edge, edge }, new int[] { 1, CHUNK,
			CHUNK }, DataType.UINT8, values);
		ModelFile.write(folder.resolve("model.useg"), Segmenter.train(ImgStack.of(ArrayImgs.floats(Arrays.copyOf(values, edge *
			edge), edge, edge), Axes.parse("XY")), TrainOptions.defaults().withClasses(3), Progress.NONE));
	}
}
