package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * A class for every pixel: 1 to {@code classes}, or 0 for pixels that do not count.
 *
 * @param slices one label image (X, Y) for each slice, in the order of the stack; 8-bit up to 255 classes, else 16-bit
 * @param probabilities of each slice (X, Y, class), from 0 to 1; empty when they were not asked for
 * @param classes number of classes
 * @param device that computed, with the reason; two where the first failed in the middle
 * @param seconds of labelling
 */
public record Labels(List<Img<? extends IntegerType<?>>> slices, List<Img<FloatType>> probabilities, int classes,
	String device, double seconds)
{

	/** Labels of one slice as an image. */
	static Img<? extends IntegerType<?>> image(final short[] labels, final int classes, final int width,
		final int height)
	{
		if (classes > TrainOptions.MAX_CLASSES) return ArrayImgs.unsignedShorts(labels, width, height);
		final byte[] bytes = new byte[labels.length];
		for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) labels[i];
		return ArrayImgs.unsignedBytes(bytes, width, height);
	}

	/** Labels of one slice. */
	static Labels of(final SliceLabels slice, final int classes, final String device, final double seconds) {
		final int width = slice.width(), height = slice.height();
		return new Labels(List.of(image(slice.labels(), classes, width, height)), slice.probabilities() == null ? List.of() : List
			.of(ArrayImgs.floats(slice.probabilities(), width, height, classes)), classes, device, seconds);
	}

	/**
	 * Labels of a stack that were handed over slice by slice.
	 *
	 * @param parts in order, at least one, of the same model
	 */
	public static Labels join(final List<Labels> parts) {
		final List<Img<? extends IntegerType<?>>> slices = new ArrayList<>();
		final List<Img<FloatType>> probabilities = new ArrayList<>();
		double seconds = 0;
		for (final Labels part : parts) {
			slices.addAll(part.slices);
			probabilities.addAll(part.probabilities);
			seconds += part.seconds;
		}
		return new Labels(slices, probabilities, parts.get(0).classes, parts.stream().map(Labels::device).distinct().collect(Collectors
			.joining(", then ")), seconds);
	}

	/**
	 * All slices as one stack (X, Y, slice); nothing is copied.
	 *
	 * @throws IllegalStateException if the slices differ in size, as those of a folder may
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public RandomAccessibleInterval<? extends IntegerType<?>> stack() {
		final long[] size = slices.get(0).dimensionsAsLongArray();
		for (final Img<?> slice : slices)
			if (!Arrays.equals(size, slice.dimensionsAsLongArray())) throw new IllegalStateException(
				"The slices differ in size.");
		return (RandomAccessibleInterval) Views.stack((List) slices);
	}
}
