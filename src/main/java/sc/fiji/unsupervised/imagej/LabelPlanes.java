package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.util.stream.IntStream;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.evaluate.LabelSource;

/** A label image of ImageJ read as whole numbers, whatever its type and colours. The image is not changed. */
public final class LabelPlanes implements LabelSource {

	/** Largest label: that of 16 bits. */
	private static final int MAX = 65535;
	/** More different labels than this are no classes. */
	private static final int MAX_CLASSES = 1000;

	private final ImagePlus image;

	/**
	 * @param what the image is to be, for messages, such as "label image"
	 * @throws UserException if it is empty, in colour or of several channels
	 */
	public LabelPlanes(final String what, final ImagePlus image) {
		this.image = image;
		final String name = "The " + what + " " + image.getTitle();
		if (image.getWidth() < 1 || image.getStackSize() < 1) throw new UserException(name + " is empty; open one with pixels.");
		if (image.getBitDepth() == 24) throw new UserException(name +
			" is an RGB picture; give a grey image with a whole number for each class.");
		if (image.getNChannels() > 1) throw new UserException(name + " has " + image.getNChannels() +
			" channels; give one channel with a whole number for each class (Image>Duplicate...).");
	}

	public ImagePlus image() {
		return image;
	}

	@Override
	public int slices() {
		return image.getStackSize();
	}

	@Override
	public int width() {
		return image.getWidth();
	}

	@Override
	public int height() {
		return image.getHeight();
	}

	/** Pixels of a slice; not to be changed. */
	ImageProcessor processor(final int slice) {
		return image.getStack().getProcessor(slice + 1);
	}

	/**
	 * {@inheritDoc}
	 *
	 * @throws UserException if a value is not whole
	 */
	@Override
	public int[] read(final int slice) {
		final ImageProcessor processor = processor(slice);
		if (processor instanceof ColorProcessor) throw new IllegalStateException("checked before");
		final int[] values = new int[processor.getPixelCount()];
		for (int i = 0; i < values.length; i++) {
			final float value = processor.getf(i);
			values[i] = (int) value;
			if (values[i] != value) throw new UserException("The image " + image.getTitle() + " has the value " + value +
				" and is no label image; give one with a whole number for each class.");
		}
		return values;
	}

	/**
	 * Distinct labels from 1, ascending.
	 *
	 * @throws UserException if there are too many, or one is negative or beyond 16 bits
	 */
	public int[] classes() {
		final boolean[] found = new boolean[MAX + 1];
		for (int s = 0; s < slices(); s++)
			for (final int value : read(s)) {
				if (value < 0 || value > MAX) throw new UserException("The image " + image.getTitle() + " has the value " + value +
					" and is no label image; give one with classes from 1 to " + MAX + ".");
				found[value] = true;
			}
		final int[] classes = IntStream.rangeClosed(1, MAX).filter(v -> found[v]).toArray();
		if (classes.length > MAX_CLASSES) throw new UserException("The image " + image.getTitle() + " has " + classes.length +
			" different values and is no label image; give one with at most " + MAX_CLASSES + " classes.");
		return classes;
	}
}
