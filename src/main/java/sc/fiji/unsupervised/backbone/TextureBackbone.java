package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Map;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;

/**
 * The embedded backbone {@code texture}: a filter bank with an intensity group, standardised and reduced over the
 * user's own stack, averaged with like neighbours. Needs no weights; what it learned is its {@link #state()}.
 */
public final class TextureBackbone implements Backbone {

	/** Side of the tiles it is fitted on and prefers, in pixels. */
	public static final int TILE = 224;

	/** The usual side of a cell in pixels. */
	public static final int STRIDE = 8;

	/** Context of the tiles it is fitted on at each side, in pixels: what the filters see. */
	public static final int FITTING_HALO = FilterBank.HALO;

	private final TextureState state;
	private final FilterBank bank;
	private final LikeNeighbours neighbours;
	private final NDManager manager;
	private final NDArray mean, scale, projection, offset;

	private TextureBackbone(final Session session, final TextureState state) {
		this.state = state;
		bank = new FilterBank(session, state.picture(), state.stride());
		final int features = bank.columns().size(), channels = state.offset().length;
		if (state.mean().length != features) {
			bank.close();
			throw new UserException("The model's texture backbone is damaged (texture.mean); train it again.");
		}
		manager = session.manager().newSubManager();
		mean = manager.create(state.mean());
		scale = manager.create(state.scale());
		projection = manager.create(state.projection(), new Shape(features, channels));
		offset = manager.create(state.offset());
		neighbours = new LikeNeighbours(session, manager, state.alike(), state.rounds());
	}

	/**
	 * Fits to a stack with cells of 8 pixels.
	 *
	 * @param tiles (3, 352, 352) each: 224 pixels and a halo of 64; three equal planes everywhere mean a grey stack
	 * @throws UserException if a tile holds values that are not finite
	 * @throws CancelledException if the user stops
	 */
	public static TextureBackbone fit(final Session session, final TileSource tiles, final Progress progress) {
		return fit(session, tiles, STRIDE, progress);
	}

	/**
	 * Fits to a stack.
	 *
	 * @param stride side of a cell in pixels, 8 or 4
	 */
	public static TextureBackbone fit(final Session session, final TileSource tiles, final int stride,
		final Progress progress)
	{
		if (stride != 4 && stride != 8) throw new IllegalArgumentException("a stride of " + stride + ", not 4 or 8");
		return new TextureBackbone(session, TextureFit.fit(session, tiles, stride, progress));
	}

	/**
	 * Opens a fitted backbone again; its features are bit-identical.
	 *
	 * @throws UserException if the state is incomplete or of a later version
	 */
	public static TextureBackbone fromState(final Session session, final Map<String, Tensor> state) {
		return new TextureBackbone(session, TextureState.of(state));
	}

	@Override
	public String id() {
		return "texture";
	}

	@Override
	public int channels() {
		return state.offset().length;
	}

	@Override
	public int stride() {
		return state.stride();
	}

	@Override
	public int tile() {
		return TILE;
	}

	@Override
	public int halo() {
		return FilterBank.HALO + state.rounds() * state.stride();
	}

	@Override
	public Traits traits() {
		return new Traits(true, new float[] { 0, 0, 0 }, new float[] { 1, 1, 1 }, "BSD-2-Clause",
			"Unsupervised Segmentation for Fiji");
	}

	@Override
	public NDArray extract(final NDArray tiles) {
		final Shape shape = tiles.getShape();
		for (int d = 2; d < 4; d++) if ((shape.get(d) - 2 * halo()) % state.stride() != 0 || shape.get(d) < state.stride() +
			2 * halo()) throw new IllegalArgumentException("tiles of shape " + shape + " are no whole cells with a halo of " +
				halo());
		final NDManager target = tiles.getManager();
		try (NDManager work = target.newSubManager()) {
			// One by one: memory stays flat, maps stay in the cache, and a tile's features do not depend on its batch.
			final NDArray all = NDArrays.concat(new NDList(bank.extractEach(tiles, work, raw -> neighbours.average(project(raw))
				.reshape(1, -1, channels()))), 0);
			all.attach(target);
			return all;
		}
	}

	/** (1, F, rows, columns) to (1, rows, columns, C). */
	private NDArray project(final NDArray raw) {
		final Shape shape = raw.getShape();
		final NDArray x = raw.reshape(1, shape.get(1), -1).transpose(0, 2, 1);
		final NDArray z = x.sub(mean).mul(scale).clip(-TextureState.CLIP, TextureState.CLIP);
		return z.matMul(projection).add(offset).reshape(1, shape.get(2), shape.get(3), channels());
	}

	@Override
	public Map<String, Tensor> state() {
		return state.toTensors();
	}

	@Override
	public void close() {
		bank.close();
		neighbours.close();
		manager.close();
	}
}
