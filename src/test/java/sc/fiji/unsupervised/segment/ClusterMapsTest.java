package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.IntegerType;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImgStack;

class ClusterMapsTest {

	private static final int WIDTH = 240, HEIGHT = 230;
	private static final ApplyOptions PLAIN = new ApplyOptions("none", "cpu", 1);

	/** Three grey levels with noise, side by side, in two slices. */
	private static ImgStack stripes() {
		final float[] values = new float[WIDTH * HEIGHT * 2];
		final SplittableRandom random = new SplittableRandom(3);
		for (int i = 0; i < values.length; i++) values[i] = 100 * (i % WIDTH / 80) + (float) random.nextDouble(-20, 20);
		return ImgStack.of(ArrayImgs.floats(values, WIDTH, HEIGHT, 2), Axes.parse("XYZ"));
	}

	@Test
	void labelsOfAnyEditAreThoseOfApply() {
		final ImgStack stack = stripes();
		final TrainOptions base = TrainOptions.defaults();
		final TrainOptions options = new TrainOptions(3, "kmeans", "texture", 1, "auto", "auto", "auto", 0, "none", "cpu",
			base.seed(), 1).withClusters(12);
		final SegmentationModel model = Segmenter.train(stack, options, Progress.NONE);
		try (ClusterMaps maps = ClusterMaps.open(stack, model, PLAIN, Progress.NONE)) {
			assertFalse(maps.has(1));
			maps.prepare(1, Progress.NONE);
			assertTrue(maps.has(1));
			for (final SegmentationModel edited : new SegmentationModel[] { model, ClassEdits.number(model, 2), ClassEdits
				.number(model, 7), ClassEdits.merge(model, 1, 3) })
			{
				final byte[] labels = maps.labels(1, edited);
				int i = 0, different = 0;
				for (final IntegerType<?> value : Segmenter.apply(stack, edited, PLAIN, Progress.NONE).slices().get(1))
					if (value.getInteger() != labels[i++]) different++;
				assertEquals(WIDTH * HEIGHT, i);
				// features are kept in half precision
				assertTrue(different < i / 500, different + " pixels differ");
			}
			assertEquals(model.clusters().centres().size(1), maps.code(10, 10, 0, Progress.NONE).length);
			assertThrows(UserException.class, () -> maps.code(WIDTH, 0, 0, Progress.NONE));
			assertThrows(UserException.class, () -> maps.code(0, 0, 2, Progress.NONE));
		}
	}
}
