package sc.fiji.unsupervised.imagej;

import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.awt.image.ColorModel;
import java.util.function.IntFunction;

/** A stack of ImageJ whose planes are made when they are asked for, and not kept; for images that only go to files. */
final class LazyStack extends VirtualStack {

	private final int count;
	private final ColorModel colours;
	private final IntFunction<String> labels;
	private final IntFunction<Object> planes;

	/**
	 * @param colours or null for grey
	 * @param labels of the slices from 0, which may be null
	 * @param planes pixels of the slices from 0: byte[], short[] or float[]
	 */
	LazyStack(final int width, final int height, final int count, final ColorModel colours, final IntFunction<String> labels,
		final IntFunction<Object> planes)
	{
		super(width, height);
		this.count = count;
		this.colours = colours;
		this.labels = labels;
		this.planes = planes;
		final Object first = planes.apply(0);
		setBitDepth(first instanceof byte[] ? 8 : first instanceof short[] ? 16 : 32);
	}

	@Override
	public int size() {
		return count;
	}

	@Override
	public int getSize() {
		return count;
	}

	@Override
	public String getSliceLabel(final int n) {
		return labels.apply(n - 1);
	}

	@Override
	public Object getPixels(final int n) {
		return planes.apply(n - 1);
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		final Object pixels = getPixels(n);
		final int width = getWidth(), height = getHeight();
		final ImageProcessor processor;
		if (pixels instanceof byte[] bytes) processor = new ByteProcessor(width, height, bytes);
		else if (pixels instanceof short[] shorts) processor = new ShortProcessor(width, height, shorts, null);
		else processor = new FloatProcessor(width, height, (float[]) pixels);
		if (colours != null) processor.setColorModel(colours);
		processor.setSliceNumber(n);
		return processor;
	}
}
