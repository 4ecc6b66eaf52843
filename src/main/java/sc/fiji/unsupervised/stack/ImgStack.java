package sc.fiji.unsupervised.stack;

import java.util.Iterator;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

import sc.fiji.unsupervised.UserException;

/**
 * An imglib2 image as a stack; nothing is copied until a plane is asked for.
 *
 * <pre>
 * ImageStack stack = ImgStack.of(img, Axes.parse("XYCZT"));
 * </pre>
 */
public final class ImgStack implements ImageStack {

	private final RandomAccessibleInterval<? extends RealType<?>> img;
	private final Axes axes;
	private final boolean rgb;

	private ImgStack(final RandomAccessibleInterval<? extends RealType<?>> img, final Axes axes, final boolean rgb) {
		this.img = img;
		this.axes = axes;
		this.rgb = rgb;
		check();
	}

	/**
	 * An image of any real type, for example 8-bit, 16-bit or 32-bit.
	 *
	 * @param axes every dimension of more than one element must be named
	 * @throws UserException if the image is empty or its dimensions and axes do not fit
	 */
	public static ImgStack of(final RandomAccessibleInterval<? extends RealType<?>> img, final Axes axes) {
		return new ImgStack(img, axes, false);
	}

	/**
	 * A colour image; its three colours become the channels.
	 *
	 * @param axes without a channel axis
	 * @throws UserException if there is a channel axis, the image is empty or its dimensions and axes do not fit
	 */
	public static ImgStack ofRgb(final RandomAccessibleInterval<ARGBType> img, final Axes axes) {
		if (axes.channel() >= 0)
			throw new UserException("A colour image cannot have a channel axis too; leave C out of its axes.");
		final Axes withColours = new Axes(axes.x(), axes.y(), img.numDimensions(), axes.z(), axes.time());
		return new ImgStack(Converters.argbChannels(img, 1, 2, 3), withColours, true);
	}

	private void check() {
		final int n = img.numDimensions();
		final boolean[] named = new boolean[n];
		for (final int axis : new int[] { axes.x(), axes.y(), axes.channel(), axes.z(), axes.time() }) {
			if (axis >= n) throw new UserException("The axes name dimension " + (axis + 1) + " but the image has only " + n +
				"; name as many axes as there are dimensions.");
			if (axis >= 0) named[axis] = true;
		}
		for (int d = 0; d < n; d++) {
			if (img.dimension(d) < 1) throw new UserException("The image is empty; open an image with pixels.");
			if (!named[d] && img.dimension(d) > 1)
				throw new UserException("Dimension " + (d + 1) + " of the image has no axis; name it X, Y, C, Z or T.");
		}
		if (img.dimension(axes.x()) * img.dimension(axes.y()) > Integer.MAX_VALUE - 8)
			throw new UserException("A slice of the image has more than 2147483639 pixels; cut it into parts.");
	}

	private int size(final int axis) {
		return axis < 0 ? 1 : Math.toIntExact(img.dimension(axis));
	}

	@Override
	public int slices() {
		return Math.multiplyExact(size(axes.z()), size(axes.time()));
	}

	@Override
	public int channels() {
		return size(axes.channel());
	}

	@Override
	public boolean isRgb() {
		return rgb;
	}

	@Override
	public int width(final int slice) {
		return size(axes.x());
	}

	@Override
	public int height(final int slice) {
		return size(axes.y());
	}

	@Override
	public Position position(final int slice) {
		return new Position(slice % size(axes.z()), slice / size(axes.z()), "");
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		final Position at = position(slice);
		RandomAccessibleInterval<? extends RealType<?>> plane = img;
		for (int d = img.numDimensions() - 1; d >= 0; d--) {
			if (d == axes.x() || d == axes.y()) continue;
			final int index = d == axes.channel() ? channel : d == axes.z() ? at.z() : d == axes.time() ? at.t() : 0;
			plane = Views.hyperSlice(plane, d, img.min(d) + index);
		}
		if (axes.x() > axes.y()) plane = Views.permute(plane, 0, 1);
		final float[] values = new float[width(slice) * height(slice)];
		final Iterator<? extends RealType<?>> pixels = Views.flatIterable(plane).iterator();
		for (int i = 0; i < values.length; i++)
			values[i] = pixels.next().getRealFloat();
		return values;
	}
}
