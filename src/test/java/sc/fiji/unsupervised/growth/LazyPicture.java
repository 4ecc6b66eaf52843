package sc.fiji.unsupervised.growth;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * A 16-bit stack of any size whose slices are made when they are asked for, and not kept: four textures in patches that
 * move from slice to slice.
 */
public final class LazyPicture extends VirtualStack {

	/** Side of the sheet that a texture is taken from; it is repeated. */
	private static final int SHEET = 512;
	private static final int[] MEAN = { 9000, 20000, 30000, 42000 }, SPREAD = { 6000, 9000, 5000, 12000 }, GRAIN = { 1, 2, 4, 8 };

	private final int width, height, slices;
	private final short[][] sheets = new short[MEAN.length][SHEET * SHEET];
	/** How many planes have been made, and which was the last, from 1. */
	private volatile int made, last;

	private LazyPicture(final int width, final int height, final int slices) {
		super(width, height);
		this.width = width;
		this.height = height;
		this.slices = slices;
		setBitDepth(16);
		final Random random = new Random(1);
		for (int k = 0; k < sheets.length; k++) {
			final float[] noise = new float[SHEET * SHEET];
			for (int i = 0; i < noise.length; i++) noise[i] = random.nextFloat() - 0.5f;
			for (int y = 0; y < SHEET; y++) for (int x = 0; x < SHEET; x++) sheets[k][y * SHEET + x] = (short) (MEAN[k] + SPREAD[k] *
				noise[y / GRAIN[k] * SHEET + x / GRAIN[k]] + 2000 * noise[y * SHEET + x]);
		}
	}

	/** An image of ImageJ; nothing is made yet. */
	public static ImagePlus image(final int width, final int height, final int slices) {
		return new ImagePlus("picture", (ImageStack) new LazyPicture(width, height, slices));
	}

	/** How many planes have been made. */
	public int made() {
		return made;
	}

	/** Number of the plane that was made last, from 1. */
	public int last() {
		return last;
	}

	@Override
	public int size() {
		return slices;
	}

	@Override
	public int getSize() {
		return slices;
	}

	@Override
	public String getSliceLabel(final int n) {
		return null;
	}

	@Override
	public synchronized Object getPixels(final int n) {
		made++;
		last = n;
		final short[] pixels = new short[width * height];
		IntStream.range(0, height).parallel().forEach(y -> {
			final double wave = 60 * Math.sin(y / 83.0 + n / 7.0);
			final int band = y / 190;
			for (int x = 0; x < width; x++) pixels[y * width + x] = sheets[(int) ((x + wave + 100) / 210) + band & 3][(y +
				131 * n) % SHEET * SHEET + (x + 37 * n) % SHEET];
		});
		return pixels;
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		return new ShortProcessor(width, height, (short[]) getPixels(n), null);
	}
}
