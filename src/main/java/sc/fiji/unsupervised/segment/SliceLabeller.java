package sc.fiji.unsupervised.segment;

import ai.djl.ndarray.NDArray;

import java.util.Arrays;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.crf.CrfOptions;
import sc.fiji.unsupervised.crf.DenseCrf;
import sc.fiji.unsupervised.method.HeadNetwork;
import sc.fiji.unsupervised.stack.Slices;
import sc.fiji.unsupervised.stack.TileBlender;
import sc.fiji.unsupervised.stack.TileGrid;

/**
 * Labels one slice: codes of each tile and of its mirror image averaged, tiles blended, upsampled to pixels, compared
 * with the prototypes, refined (section 10 of the specification). Pixels are handled in bands of rows, so that memory
 * is bounded by a band and the slice's codes.
 */
final class SliceLabeller {

	/** Pixels of a band, and rows it shares with the next one so that the CRF sees its surroundings. */
	private static final int BAND = 1 << 22, OVERLAP = 64;

	private final Slices slices;
	private final FeatureSource features;
	private final boolean mirrorInvariant;
	private final HeadNetwork head;
	private final ClassPrototypes prototypes;
	private final boolean crf, polishes, keepsProbabilities;
	/** The CRF of the last band: its Gaussian part serves every band of the same size. */
	private DenseCrf last;
	private int lastWidth, lastHeight;

	SliceLabeller(final Slices slices, final FeatureSource features, final boolean mirrorInvariant,
		final HeadNetwork head, final ClassPrototypes prototypes, final ApplyOptions options)
	{
		this.slices = slices;
		this.features = features;
		this.mirrorInvariant = mirrorInvariant;
		this.head = head;
		this.prototypes = prototypes;
		crf = options.refine().equals("crf");
		polishes = options.refine().equals("polish");
		keepsProbabilities = options.probabilities();
	}

	/**
	 * @param i slice
	 * @param width of the labels: that of the slice before scaling
	 * @param height likewise
	 */
	SliceLabels label(final int i, final int width, final int height, final Progress progress) {
		final TileGrid grid = features.grid(i);
		final CellScores scores = new CellScores(codes(i, grid, progress), grid.cellRows(), grid.cellColumns(),
			prototypes);
		final double stepX = (double) grid.width() / width / grid.stride(), stepY = (double) grid.height() / height / grid
			.stride();
		final short[] labels = new short[width * height];
		PixelScores pixels = (from, to) -> scores.logProbabilities(width, from, to, stepX, stepY);
		if (polishes) {
			final float[][] values = slices.values(i);
			for (int round = 0; round < Polish.ROUNDS; round++) {
				assign(pixels, null, width, height, labels, null, progress);
				pixels = new Polish(labels, values, width, prototypes.classes(), stepX, stepY, progress);
			}
		}
		final float[] probabilities = keepsProbabilities ? new float[Math.multiplyExact(labels.length, prototypes.classes())]
			: null;
		assign(pixels, crf ? slices.guide(i) : null, width, height, labels, probabilities, progress);
		return new SliceLabels(width, height, labels, probabilities);
	}

	/**
	 * Gives each pixel its most likely class, band by band.
	 *
	 * @param guide of the CRF, or null for none
	 * @param labels receives the classes
	 * @param probabilities receives these, unless null
	 */
	private void assign(final PixelScores pixels, final float[][] guide, final int width, final int height,
		final short[] labels, final float[] probabilities, final Progress progress)
	{
		final int rows = Math.max(4 * OVERLAP, BAND / width);
		for (int y = 0; y < height; y += rows) {
			final int end = Math.min(height, y + rows);
			final int from = Math.max(0, y - OVERLAP), to = Math.min(height, end + OVERLAP);
			float[] p = pixels.logProbabilities(from, to);
			if (guide != null) p = crf(width, to - from, crop(guide, width, from, to), progress).marginals(p, prototypes
				.classes(), progress);
			best(p, (to - from) * width, (y - from) * width, labels, y * width, (end - y) * width);
			if (probabilities != null) keep(p, (to - from) * width, (y - from) * width, probabilities, y * width, (end - y) *
				width);
			progress.check();
		}
	}

	/** Copies the rows of a band, class by class; without a CRF they are logarithms so far. */
	private void keep(final float[] p, final int pixels, final int start, final float[] out, final int offset,
		final int count)
	{
		final int all = out.length / prototypes.classes();
		for (int k = 0; k < prototypes.classes(); k++)
			for (int i = 0; i < count; i++) {
				final float value = p[k * pixels + start + i];
				out[k * all + offset + i] = crf ? value : (float) Math.exp(value);
			}
	}

	/** Codes of the whole slice, (cell rows, cell columns, K). */
	private float[] codes(final int slice, final TileGrid grid, final Progress progress) {
		final TileBlender blender = new TileBlender(grid, head.codeSize());
		final int tileSize = grid.tileCells() * grid.tileCells() * head.codeSize();
		final float[] all = new float[grid.count() * tileSize];
		features.feed(slice, progress, (first, x) -> {
			final float[] codes = head.code(x).toFloatArray();
			System.arraycopy(codes, 0, all, first * tileSize, codes.length);
		});
		if (!mirrorInvariant) features.feedMirrored(slice, progress, (first, x) -> addMirrored(head.code(x), grid.tileCells(),
			all, first * tileSize));
		final float[] tile = new float[tileSize];
		for (int t = 0; t < grid.count(); t++) {
			System.arraycopy(all, t * tileSize, tile, 0, tileSize);
			blender.add(t, tile);
		}
		return blender.finish();
	}

	/** Averages codes with those of the mirrored tiles, mirrored back. */
	private static void addMirrored(final NDArray code, final int cells, final float[] all, final int offset) {
		final float[] mirrored = code.toFloatArray();
		final int size = (int) code.getShape().get(2), row = cells * size;
		for (int r = 0; r < mirrored.length; r += row)
			for (int x = 0; x < cells; x++)
				for (int k = 0; k < size; k++) {
					final int at = offset + r + x * size + k;
					all[at] = (all[at] + mirrored[r + (cells - 1 - x) * size + k]) / 2;
				}
	}

	private DenseCrf crf(final int width, final int height, final float[][] guide, final Progress progress) {
		last = last != null && lastWidth == width && lastHeight == height ? last.withGuide(guide, progress) : new DenseCrf(
			width, height, guide, CrfOptions.defaults(), progress);
		lastWidth = width;
		lastHeight = height;
		return last;
	}

	private static float[][] crop(final float[][] planes, final int width, final int from, final int to) {
		final float[][] crop = new float[planes.length][];
		for (int c = 0; c < planes.length; c++) crop[c] = from == 0 && to * width == planes[c].length ? planes[c]
			: Arrays.copyOfRange(planes[c], from * width, to * width);
		return crop;
	}

	private void best(final float[] p, final int pixels, final int start, final short[] labels, final int offset,
		final int count)
	{
		IntStream.range(0, count).parallel().forEach(i -> {
			int best = 0;
			for (int k = 1; k < prototypes.classes(); k++)
				if (p[k * pixels + start + i] > p[best * pixels + start + i]) best = k;
			labels[offset + i] = (short) (best + 1);
		});
	}
}
