package sc.fiji.unsupervised.stack;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Where square tiles lie on a slice that is extended by mirroring at its right and bottom to a multiple of
 * {@code stride} and to at least one tile. Tiles start at multiples of {@code stride}, are spread evenly, and the last
 * ones end with the extended slice. A cell is a square of {@code stride} pixels, for which a backbone gives one vector.
 */
public final class TileGrid {

	private final int width, height, tile, stride;
	/** Left edges of the columns of tiles and top edges of their rows, ascending. */
	private final int[] lefts, tops;

	/**
	 * @param width of the slice in pixels
	 * @param height of the slice in pixels
	 * @param tile edge of a tile in pixels, a multiple of {@code stride}
	 * @param stride edge of a cell in pixels
	 * @param overlap least number of pixels that neighbouring tiles share, below {@code tile}
	 */
	public TileGrid(final int width, final int height, final int tile, final int stride, final int overlap) {
		if (width < 1 || height < 1 || stride < 1 || tile < stride || tile % stride != 0 || overlap < 0 || overlap > tile -
			stride) throw new IllegalArgumentException("No grid of tiles of " + tile + " px with cells of " + stride +
				" px and overlap " + overlap + " on " + width + " x " + height + " px.");
		this.width = width;
		this.height = height;
		this.tile = tile;
		this.stride = stride;
		lefts = starts(paddedWidth(), overlap);
		tops = starts(paddedHeight(), overlap);
	}

	private TileGrid(final int width, final int height, final TileGrid whole, final int[] lefts, final int[] tops) {
		this.width = width;
		this.height = height;
		tile = whole.tile;
		stride = whole.stride;
		this.lefts = lefts;
		this.tops = tops;
	}

	/** As few tiles as cover the slice. */
	public TileGrid(final int width, final int height, final int tile, final int stride) {
		this(width, height, tile, stride, 0);
	}

	private int[] starts(final int padded, final int overlap) {
		final int step = (tile - overlap) / stride * stride, gaps = (padded - tile + step - 1) / step;
		final long cells = (padded - tile) / stride;
		final int[] starts = new int[gaps + 1];
		for (int k = 1; k <= gaps; k++) starts[k] = (int) (k * cells / gaps) * stride;
		return starts;
	}

	/** Width of the slice in pixels. */
	public int width() {
		return width;
	}

	/** Height of the slice in pixels. */
	public int height() {
		return height;
	}

	/** Edge of a tile in pixels. */
	public int tile() {
		return tile;
	}

	/** Edge of a cell in pixels. */
	public int stride() {
		return stride;
	}

	/** Number of tiles. */
	public int count() {
		return Math.multiplyExact(lefts.length, tops.length);
	}

	/**
	 * A part of a grid.
	 *
	 * @param grid its tiles in the coordinates of {@code seen}
	 * @param seen pixels of the slice that these tiles see; begins with a cell
	 */
	public record Part(TileGrid grid, Window seen) {}

	/**
	 * The tiles on which anything at some pixels depends that is interpolated between the centres of cells. In the pixels that
	 * they see they have the surroundings that they have in the slice.
	 *
	 * @param wanted pixels of the slice
	 * @param halo pixels around a tile
	 */
	public Part part(final Window wanted, final int halo) {
		final int[] across = needed(lefts, wanted.x(), wanted.width()), down = needed(tops, wanted.y(), wanted.height());
		final Window seen = Window.between(first(across, halo), first(down, halo), last(across, halo, width), last(down, halo,
			height));
		return new Part(new TileGrid(seen.width(), seen.height(), this, minus(across, seen.x()), minus(down, seen.y())), seen);
	}

	/** Starts of the tiles that have a cell of some pixels, or next to them. */
	private int[] needed(final int[] starts, final int from, final int pixels) {
		return Arrays.stream(starts).filter(s -> s < from + pixels + stride && s + tile > from - stride).toArray();
	}

	private int first(final int[] starts, final int halo) {
		return Math.max(0, (starts[0] - halo) / stride * stride);
	}

	private int last(final int[] starts, final int halo, final int size) {
		return Math.min(size, starts[starts.length - 1] + tile + halo);
	}

	private static int[] minus(final int[] starts, final int offset) {
		return Arrays.stream(starts).map(s -> s - offset).toArray();
	}

	/** The tiles, ascending, that some pixel of a region needs: it lies in one of their cells or within a cell of it. */
	public int[] tiles(final Region region) {
		return IntStream.range(0, count()).filter(i -> region.touches(x(i) - stride, y(i) - stride, x(i) + tile + stride, y(i) +
			tile + stride)).toArray();
	}

	/** Cells of a tile, row-major, whose centre lies outside of a region; none where the region is the whole image. */
	public BitSet excluded(final Region region, final int i) {
		final BitSet excluded = new BitSet();
		if (region.isWhole()) return excluded;
		for (int r = 0; r < tileCells(); r++)
			for (int c = 0; c < tileCells(); c++) {
				final int centreX = Math.min(width - 1, x(i) + c * stride + stride / 2);
				final int centreY = Math.min(height - 1, y(i) + r * stride + stride / 2);
				if (r >= validRows(i) || c >= validColumns(i) || !region.contains(centreY * width + centreX)) excluded.set(r *
					tileCells() + c);
			}
		return excluded;
	}

	/** Left edge of a tile in pixels. */
	public int x(final int i) {
		return lefts[i % lefts.length];
	}

	/** Top edge of a tile in pixels. */
	public int y(final int i) {
		return tops[i / lefts.length];
	}

	/** Width of the extended slice in pixels. */
	public int paddedWidth() {
		return padded(width);
	}

	/** Height of the extended slice in pixels. */
	public int paddedHeight() {
		return padded(height);
	}

	private int padded(final int size) {
		return Math.max(tile, (size + stride - 1) / stride * stride);
	}

	/** Columns of cells of the extended slice. */
	public int cellColumns() {
		return paddedWidth() / stride;
	}

	/** Rows of cells of the extended slice. */
	public int cellRows() {
		return paddedHeight() / stride;
	}

	/** Cells along the edge of a tile. */
	public int tileCells() {
		return tile / stride;
	}

	/** Columns of a tile's cells, from the left, whose centre lies in the image; at least 1. */
	public int validColumns(final int i) {
		return valid(width - x(i));
	}

	/** Rows of a tile's cells, from the top, whose centre lies in the image; at least 1. */
	public int validRows(final int i) {
		return valid(height - y(i));
	}

	private int valid(final int pixels) {
		final int centres = (pixels + (stride - 1) / 2) / stride;
		return Math.max(1, Math.min(tileCells(), centres));
	}

	/**
	 * Reads the three inputs of a tile with its surroundings. Within the slice the surroundings are real; beyond its
	 * borders it is mirrored about its outermost pixels, as often as needed.
	 *
	 * @param group of inputs
	 * @param i tile
	 * @param halo pixels around the tile
	 * @param out receives (3, tile + 2 halo, tile + 2 halo)
	 */
	public void read(final Slice slice, final int group, final int i, final int halo, final float[] out) {
		if (slice.width() != width || slice.height() != height)
			throw new IllegalArgumentException("The slice is not of the grid's size.");
		final int size = tile + 2 * halo, first = ChannelMap.INPUTS * group;
		for (int c = 0; c < ChannelMap.INPUTS; c++) {
			final float[] plane = slice.planes()[first + c];
			if (c > 0 && plane == slice.planes()[first + c - 1])
				System.arraycopy(out, (c - 1) * size * size, out, c * size * size, size * size);
			else read(plane, x(i) - halo, y(i) - halo, size, out, c * size * size);
		}
	}

	private void read(final float[] plane, final int x0, final int y0, final int size, final float[] out,
		final int offset)
	{
		final int from = Math.min(size, Math.max(0, -x0)), to = Math.max(from, Math.min(size, width - x0));
		for (int r = 0; r < size; r++) {
			final int row = mirror(y0 + r, height) * width, o = offset + r * size;
			for (int c = 0; c < from; c++)
				out[o + c] = plane[row + mirror(x0 + c, width)];
			System.arraycopy(plane, row + x0 + from, out, o + from, to - from);
			for (int c = to; c < size; c++)
				out[o + c] = plane[row + mirror(x0 + c, width)];
		}
	}

	/** Reflects an index about the first and the last one until it lies between them. */
	static int mirror(final int index, final int size) {
		if (size == 1) return 0;
		final int period = 2 * (size - 1), within = Math.floorMod(index, period);
		return within < size ? within : period - within;
	}

	/** Where a tile lies, with the mean intensity of each cell over the channels in use. */
	public TilePlace place(final int sliceIndex, final Slice slice, final int i) {
		final int n = tileCells();
		final float[] intensity = new float[n * n];
		final float[][] planes = slice.distinct();
		for (int cell = 0; cell < intensity.length; cell++) {
			final int left = x(i) + cell % n * stride, top = y(i) + cell / n * stride;
			intensity[cell] = mean(planes, left, top, Math.min(left + stride, width), Math.min(top + stride, height));
		}
		return new TilePlace(sliceIndex, x(i), y(i), validRows(i), validColumns(i), excluded(slice.region(), i), intensity);
	}

	private float mean(final float[][] planes, final int left, final int top, final int right, final int bottom) {
		if (left >= right || top >= bottom) return 0;
		double sum = 0;
		for (final float[] plane : planes)
			for (int y = top; y < bottom; y++)
				for (int x = left; x < right; x++)
					sum += plane[y * width + x];
		return (float) (sum / ((double) planes.length * (right - left) * (bottom - top)));
	}
}
