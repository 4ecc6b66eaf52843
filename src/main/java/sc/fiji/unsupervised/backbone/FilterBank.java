package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;

/**
 * The filters of the embedded backbone: for every cell the mean and the standard deviation of 45 filter maps of the
 * grey picture, and the picture itself at five scales; for colour also the Gaussians of each channel. Groups texture and
 * intensity of {@code docs/texture.md}, each map computed once.
 */
final class FilterBank implements AutoCloseable {

	/** Pixels of context: what the largest filter sees (63), rounded up to a multiple of 8. */
	static final int HALO = 64;

	/** What the planes of a tile are. */
	enum Picture {
		GREY, COLOUR
	}

	private final Session session;
	private final Picture picture;
	private final List<FilterColumn> columns;
	private final NDManager manager;
	private final Script script;
	private final List<NDArray> kernels = new ArrayList<>();

	/**
	 * @param cell side of a cell in pixels
	 */
	FilterBank(final Session session, final Picture picture, final int cell) {
		this.session = session;
		this.picture = picture;
		final FilterLevel[] levels = FilterLevel.all(cell);
		final FilterScript text = new FilterScript(levels, picture, cell);
		columns = text.columns();
		manager = session.manager().newSubManager();
		script = Script.compile(session, text.toString());
		for (final FilterLevel level : levels) {
			final int taps = level.taps();
			final float[] flat = new float[4 * taps];
			for (int i = 0; i < 4; i++) System.arraycopy(level.kernels()[i], 0, flat, i * taps, taps);
			kernels.add(manager.create(flat, new Shape(4, 1, 1, taps)));
			final float[] average = level.integrationKernel();
			kernels.add(manager.create(average, new Shape(1, 1, 1, average.length)));
		}
	}

	Picture picture() {
		return picture;
	}

	/** What each of the F features is. */
	List<FilterColumn> columns() {
		return columns;
	}

	/**
	 * Raw features of one tile.
	 *
	 * @param tile (1, 3, h + 2 HALO, w + 2 HALO) in [0, 1]
	 * @return (1, F, h / cell, w / cell), belongs to the manager of {@code tile}
	 */
	NDArray extract(final NDArray tile) {
		final NDArray[] inputs = new NDArray[1 + kernels.size()];
		inputs[0] = tile;
		for (int i = 0; i < kernels.size(); i++) inputs[i + 1] = kernels.get(i);
		return script.call("features", inputs).singletonOrThrow();
	}

	/**
	 * What is made of the raw features of some tiles, side by side on all cores: the engine finds little to share out in a
	 * single one.
	 *
	 * @param tiles (B, 3, h + 2 HALO, w + 2 HALO)
	 * @param manager that the results belong to
	 * @param then what to make of an array as {@link #extract} gives it
	 * @return B arrays
	 */
	List<NDArray> extractEach(final NDArray tiles, final NDManager manager, final UnaryOperator<NDArray> then) {
		return session.each((int) tiles.getShape().get(0), i -> {
			try (NDManager one = manager.newSubManager()) {
				final NDArray tile = tiles.get(i + ":" + (i + 1));
				tile.attach(one);
				final NDArray result = then.apply(extract(tile));
				result.attach(manager);
				return result;
			}
		});
	}

	@Override
	public void close() {
		script.close();
		manager.close();
	}
}
