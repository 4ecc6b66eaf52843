package sc.fiji.unsupervised.segment;

import ai.djl.ndarray.NDArray;

import java.util.Arrays;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.method.HeadNetwork;
import sc.fiji.unsupervised.stack.TileBlender;
import sc.fiji.unsupervised.stack.TileGrid;

/**
 * Class scores of one slice after another: codes of each tile and of its mirror image averaged, tiles blended, compared
 * with the prototypes (section 10 of the specification).
 */
final class SliceScores {

	private final FeatureSource features;
	private final boolean mirrorInvariant;
	private final HeadNetwork head;
	private final ClassPrototypes prototypes;

	SliceScores(final FeatureSource features, final boolean mirrorInvariant, final HeadNetwork head,
		final ClassPrototypes prototypes)
	{
		this.features = features;
		this.mirrorInvariant = mirrorInvariant;
		this.head = head;
		this.prototypes = prototypes;
	}

	/** Number of classes. */
	int classes() {
		return prototypes.classes();
	}

	/** How many cells a pixel of a slice is wide, which is so many pixels wide. */
	double stepX(final int slice, final int width) {
		final TileGrid grid = features.grid(slice);
		return (double) grid.width() / width / grid.stride();
	}

	/** How many cells a pixel of a slice is high, which is so many pixels high. */
	double stepY(final int slice, final int height) {
		final TileGrid grid = features.grid(slice);
		return (double) grid.height() / height / grid.stride();
	}

	/**
	 * The scores of a slice; only those of its cells are kept.
	 *
	 * @param width of the slice before scaling
	 * @param height likewise
	 */
	PixelScores of(final int slice, final int width, final int height, final Progress progress) {
		final TileGrid grid = features.grid(slice);
		final CellScores cells = new CellScores(codes(slice, grid, progress), grid.cellRows(), grid.cellColumns(), prototypes);
		final double stepX = stepX(slice, width), stepY = stepY(slice, height);
		return (from, to) -> cells.logProbabilities(width, from, to, stepX, stepY);
	}

	/** Codes of the whole slice, (cell rows, cell columns, K); 0 where no tile was needed. */
	private float[] codes(final int slice, final TileGrid grid, final Progress progress) {
		final TileBlender blender = new TileBlender(grid, head.codeSize());
		final int size = grid.tileCells() * grid.tileCells() * head.codeSize();
		if (mirrorInvariant) {
			features.feed(slice, progress, (tiles, x) -> {
				final float[] batch = head.code(x).toFloatArray();
				for (int i = 0; i < tiles.length; i++) blender.add(tiles[i], batch, i * size);
			});
			return blender.finish();
		}
		final float[][] codes = new float[grid.count()][];
		features.feed(slice, progress, (tiles, x) -> {
			final float[] batch = head.code(x).toFloatArray();
			for (int i = 0; i < tiles.length; i++) codes[tiles[i]] = Arrays.copyOfRange(batch, i * size, (i + 1) * size);
		});
		features.feedMirrored(slice, progress, (tiles, x) -> addMirrored(head.code(x), grid.tileCells(), tiles, codes));
		for (int t = 0; t < codes.length; t++) {
			if (codes[t] != null) blender.add(t, codes[t], 0);
			codes[t] = null;
		}
		return blender.finish();
	}

	/** Averages codes with those of the mirrored tiles, mirrored back. */
	private static void addMirrored(final NDArray code, final int cells, final int[] tiles, final float[][] codes) {
		final float[] mirrored = code.toFloatArray();
		final int size = (int) code.getShape().get(2), row = cells * size;
		for (int i = 0; i < tiles.length; i++) {
			final float[] tile = codes[tiles[i]];
			for (int r = 0; r < tile.length; r += row)
				for (int x = 0; x < cells; x++)
					for (int k = 0; k < size; k++) {
						final int at = r + x * size + k;
						tile[at] = (tile[at] + mirrored[i * tile.length + r + (cells - 1 - x) * size + k]) / 2;
					}
		}
	}
}
