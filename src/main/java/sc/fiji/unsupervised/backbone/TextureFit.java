package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.FilterBank.Picture;
import sc.fiji.unsupervised.cluster.PrincipalAxes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.Region;

/**
 * Fits the embedded backbone to a stack: each feature is standardised and clipped at 5 standard deviations, texture and
 * intensity are given the same total variance, principal components keep 64 numbers, and how alike neighbours are is
 * noted. F2i8 of {@code docs/texture.md}, averaged.
 */
final class TextureFit {

	/** Tiles that are looked at together; more where there are more cores. */
	private static final int BATCH = 4;

	/** Tiles looked at, evenly spaced over the stack. */
	private static final int TILES = 256;

	/** Most features that leave the backbone. */
	private static final int COMPONENTS = 64;

	/** A feature that varies less than this, in units of the intensity range, is constant up to rounding. */
	private static final double CONSTANT = 1e-5;

	private TextureFit() {}

	/**
	 * @throws UserException if the tiles hold values that are not finite, or all their cells are excluded
	 * @throws CancelledException if the user stops
	 */
	static TextureState fit(final Session session, final TileSource tiles, final int stride, final Progress progress) {
		final TextureState grey = fit(session, tiles, stride, Picture.GREY, progress);
		return grey != null ? grey : fit(session, tiles, stride, Picture.COLOUR, progress);
	}

	/** Null when a coloured tile turns up although grey was expected. */
	private static TextureState fit(final Session session, final TileSource tiles, final int stride,
		final Picture picture, final Progress progress)
	{
		final int count = Math.min(TILES, tiles.count());
		final int side = TextureBackbone.TILE + 2 * FilterBank.HALO, batch = Math.max(BATCH, session.threads());
		final float[] tile = new float[3 * side * side];
		try (FilterBank bank = new FilterBank(session, picture, stride)) {
			final FeatureSample sample = new FeatureSample(bank.columns().size());
			final Likeness likeness = new Likeness(count);
			for (int first = 0; first < count; first += batch) {
				final int n = Math.min(batch, count - first);
				final int[] numbers = new int[n];
				final float[] inputs = new float[n * tile.length];
				for (int i = 0; i < n; i++) {
					progress.step("Texture", (double) (first + i) / count, "tile " + (first + i + 1) + " of " + count);
					numbers[i] = (int) ((long) (first + i) * tiles.count() / count);
					tiles.read(numbers[i], tile);
					check(tile);
					if (picture == Picture.GREY && isColoured(tile)) return null;
					System.arraycopy(tile, 0, inputs, i * tile.length, tile.length);
				}
				try (NDManager manager = session.manager().newSubManager()) {
					final List<NDArray> raw = bank.extractEach(manager.create(inputs, new Shape(n, 3, side, side)), manager,
						UnaryOperator.identity());
					for (int i = 0; i < n; i++) {
						final float[] values = raw.get(i).toFloatArray();
						final BitSet excluded = tiles.excluded(numbers[i]);
						sample.add(values, excluded);
						likeness.add(values, excluded);
					}
				}
			}
			if (sample.cells() == 0) throw Region.tooSmall(stride);
			final TextureState state = state(bank.columns(), sample, stride, picture);
			return state.withAlike(likeness.alike(state));
		}
	}

	private static void check(final float[] tile) {
		float sum = 0;
		for (final float v : tile) sum += v * 0;
		if (sum != 0) throw new UserException(
			"The image holds pixels that are not finite numbers (NaN or infinity); replace them first.");
	}

	private static boolean isColoured(final float[] tile) {
		final int plane = tile.length / 3;
		for (int i = 0; i < plane; i++)
			if (tile[i] != tile[plane + i] || tile[i] != tile[2 * plane + i]) return true;
		return false;
	}

	private static TextureState state(final List<FilterColumn> columns, final FeatureSample sample, final int stride,
		final Picture picture)
	{
		final int features = columns.size();
		final float[] mean = new float[features], scale = new float[features];
		for (int f = 0; f < features; f++) {
			mean[f] = (float) sample.mean(f);
			scale[f] = sample.sd(f) < CONSTANT ? 0 : (float) (1 / sample.sd(f));
		}
		final float[] rows = sample.rows();
		final int count = rows.length / features;
		for (int i = 0; i < count; i++) for (int f = 0; f < features; f++)
			rows[i * features + f] = TextureState.standardised(rows[i * features + f], mean[f], scale[f]);
		final double[] weights = weights(columns, rows);
		for (int i = 0; i < count; i++) for (int f = 0; f < features; f++) rows[i * features + f] *= weights[f];
		final PrincipalAxes axes = PrincipalAxes.of(rows, features, COMPONENTS);
		final int components = axes.axes().length;
		final float[] projection = new float[features * components], offset = new float[components];
		for (int k = 0; k < components; k++) {
			double o = 0;
			for (int f = 0; f < features; f++) {
				projection[f * components + k] = (float) (weights[f] * axes.axes()[k][f]);
				o -= axes.mean()[f] * axes.axes()[k][f];
			}
			offset[k] = (float) o;
		}
		return new TextureState(picture, stride, mean, scale, projection, offset, 0);
	}

	/**
	 * Weight of each feature that gives both groups a total variance of 1. A feature of both groups would stand in the
	 * list twice; one column with the root of the summed squares has the same inner products.
	 */
	private static double[] weights(final List<FilterColumn> columns, final float[] rows) {
		final int features = columns.size(), count = rows.length / features;
		final double[] variance = new double[features];
		for (int f = 0; f < features; f++) {
			double sum = 0, squares = 0;
			for (int i = f; i < rows.length; i += features) {
				sum += rows[i];
				squares += (double) rows[i] * rows[i];
			}
			variance[f] = Math.max(squares / count - sum / count * (sum / count), 0);
		}
		final double[] weights = new double[features];
		for (final int group : new int[] { FilterColumn.TEXTURE, FilterColumn.INTENSITY }) {
			double total = 0;
			for (int f = 0; f < features; f++) if (columns.get(f).isIn(group)) total += variance[f];
			if (total > 0) for (int f = 0; f < features; f++) if (columns.get(f).isIn(group)) weights[f] += 1 / total;
		}
		for (int f = 0; f < features; f++) weights[f] = Math.sqrt(weights[f]);
		return weights;
	}
}
