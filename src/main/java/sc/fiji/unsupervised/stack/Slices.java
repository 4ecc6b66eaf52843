package sc.fiji.unsupervised.stack;

import java.util.Arrays;
import java.util.BitSet;

import sc.fiji.unsupervised.UserException;

/**
 * The slices of a stack as a backbone sees them: chosen channels, intensities from 0 to 1, at the working scale. Read
 * on demand, one at a time; no pixel is kept. May be used by several threads.
 */
public final class Slices {

	/** Limits of the working scale. */
	public static final double MIN_SCALE = 0.1, MAX_SCALE = 8;

	/** More channels than these do not help a dense CRF, whose lattice grows with each. */
	private static final int GUIDES = 5;

	private final ImageStack stack;
	private final ChannelMap channels;
	private final IntensityScale intensity;
	private final double scale;
	/** Slices of which it is known that every pixel is a number. */
	private final BitSet complete = new BitSet();

	/**
	 * @param intensity as fitted on this stack or on the one a model was trained on
	 * @param scale enlarges (above 1) or shrinks the slices, 0.1 to 8
	 * @throws UserException if the stack lacks a channel or the scale is outside its range
	 */
	public Slices(final ImageStack stack, final ChannelMap channels, final IntensityScale intensity, final double scale) {
		channels.check(stack);
		if (!(scale >= MIN_SCALE && scale <= MAX_SCALE)) throw new UserException("scale=" + scale +
			" is outside its range; use a number from 0.1 to 8.");
		this.stack = stack;
		this.channels = channels;
		this.intensity = intensity;
		this.scale = scale;
	}

	/** Number of slices. */
	public int count() {
		return stack.slices();
	}

	/** Number of groups of three inputs. */
	public int groups() {
		return channels.groups().size();
	}

	/** How raw numbers become intensities. */
	public IntensityScale intensity() {
		return intensity;
	}

	/** Width of a slice at the working scale, at least 1. */
	public int width(final int i) {
		return scaled(stack.width(i));
	}

	/** Height of a slice at the working scale, at least 1. */
	public int height(final int i) {
		return scaled(stack.height(i));
	}

	/** Width of a slice before scaling. */
	public int fullWidth(final int i) {
		return stack.width(i);
	}

	/** Height of a slice before scaling. */
	public int fullHeight(final int i) {
		return stack.height(i);
	}

	/** Distance of a section from the next one in pixels before scaling. */
	public double depth(final int i) {
		return stack.depth(i);
	}

	/** The slice after the last of a volume: sections of one time point and size that follow each other. */
	public int endOfVolume(final int first) {
		int end = first + 1;
		while (end < count() && follows(end)) end++;
		return end;
	}

	private boolean follows(final int i) {
		final Position before = stack.position(i - 1), here = stack.position(i);
		return here.t() == before.t() && here.z() == before.z() + 1 && stack.width(i) == stack.width(i - 1) && stack.height(
			i) == stack.height(i - 1);
	}

	private int scaled(final int size) {
		return (int) Math.max(1, Math.round(size * scale));
	}

	/** Reads a slice at the working scale: averaged when shrinking, bilinear when enlarging. */
	public Slice read(final int i) {
		final float[][] planes = intensity.read(stack, i, channels);
		final int width = width(i), height = height(i);
		final Region region = numbers(i, planes).resize(width, height);
		for (int k = 0; k < planes.length; k++) {
			Gaps.fill(planes[k], stack.width(i));
			planes[k] = Resample.resize(planes[k], stack.width(i), stack.height(i), width, height);
		}
		return new Slice(width, height, inputs(planes), region);
	}

	/** The part of a slice that the stack wants looked at, at the working scale; nothing is read. */
	public Region selected(final int i) {
		return stack.region(i).resize(width(i), height(i));
	}

	/** The pixels that count, at full resolution: those of the stack's region with a number in each channel in use. */
	public Region region(final int i) {
		synchronized (complete) {
			if (complete.get(i)) return stack.region(i);
		}
		return numbers(i, Arrays.stream(channels.channels()).mapToObj(c -> stack.plane(i, c)).toArray(float[][]::new));
	}

	private Region numbers(final int i, final float[][] planes) {
		final Region region = stack.region(i), numbers = region.numbers(stack.width(i), planes);
		if (numbers == region) synchronized (complete) {
			complete.set(i);
		}
		return numbers;
	}

	private float[][] inputs(final float[][] planes) {
		final float[] byChannel[] = new float[stack.channels()][];
		final int[] used = channels.channels();
		for (int k = 0; k < used.length; k++)
			byChannel[used[k]] = planes[k];
		return channels.groups().stream().flatMap(g -> Arrays.stream(g).mapToObj(c -> byChannel[c])).toArray(float[][]::new);
	}

	/** The chosen channels at full resolution, values in [0, 1], row-major, gaps filled; the arrays are new. */
	public float[][] values(final int i) {
		final float[][] planes = intensity.read(stack, i, channels);
		for (final float[] plane : planes) Gaps.fill(plane, stack.width(i));
		return planes;
	}

	/**
	 * The picture that guides a dense CRF, at full resolution: the scaled values times 255, truncated, as the reference
	 * does with its 8-bit picture. Colour comes as blue, green, red, one channel as one plane, of many the first five.
	 *
	 * @return planes of whole numbers 0 to 255, row-major
	 */
	public float[][] guide(final int i) {
		float[][] planes = values(i);
		if (planes.length > GUIDES) planes = Arrays.copyOf(planes, GUIDES);
		for (final float[] plane : planes)
			for (int p = 0; p < plane.length; p++)
				plane[p] = (int) (plane[p] * 255);
		if (stack.isRgb() && planes.length == ChannelMap.INPUTS) return new float[][] { planes[2], planes[1], planes[0] };
		return planes;
	}
}
