package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.Precision;
import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;

/**
 * A frozen vision transformer: DINO, DINOv2 (with or without registers) or a plain timm ViT, read from a
 * {@code .safetensors} file in the original, timm's or Hugging Face's tensor names. Equations and names are those of
 * stego.md 3. Float32 weights are memory-mapped, so opening a network costs milliseconds and hardly any memory; the file
 * must not be changed while the network is open.
 */
public final class VisionTransformer implements Backbone {

	private static final int TILE = 224;
	/** How many grids' positions are kept. */
	private static final int GRIDS = 4;

	private record Grid(int rows, int columns) {}

	private final Session session;
	private final VitFile file;
	private final CatalogueEntry entry;
	private final VitConfig config;
	private final Traits traits;
	private NDManager manager;
	private Precision precision;
	private Script script;
	private VitWeights weights;
	private NDArray mean, std;
	/** Most recently used last. */
	private final Map<Grid, NDArray> positions = new LinkedHashMap<>(2 * GRIDS, 0.75f, true);

	/**
	 * Opens a network in the precision of the session's device.
	 *
	 * @param entry where it comes from; its id becomes {@link #id()}
	 * @param heads attention heads, 0 for D / 64 as in all published networks of these families
	 * @throws UserException if the file cannot be read, is damaged or holds another kind of network
	 */
	VisionTransformer(final Session session, final Path path, final CatalogueEntry entry, final int heads) {
		this.session = session;
		this.entry = entry;
		file = new VitFile(path);
		config = VitConfig.infer(file, heads);
		traits = config.traits(entry.licence(), entry.citation());
		load(session.device().precision());
	}

	private void load(final Precision wanted) {
		precision = wanted;
		manager = session.manager().newSubManager();
		weights = VitWeights.load(manager, file, config, precision);
		mean = manager.create(traits.mean(), new Shape(1, 3, 1, 1));
		std = manager.create(traits.std(), new Shape(1, 3, 1, 1));
		script = VitOperators.compile(session, config, weights, precision);
	}

	PositionEmbedding positions() {
		return weights.positions();
	}

	public VitConfig config() {
		return config;
	}

	@Override
	public String id() {
		return entry.id();
	}

	@Override
	public int channels() {
		return config.width();
	}

	@Override
	public int stride() {
		return config.patch();
	}

	/** The multiple of the patch next to 224, the size at which these networks were compared. */
	@Override
	public int tile() {
		return Math.max(1, Math.round((float) TILE / config.patch())) * config.patch();
	}

	@Override
	public int halo() {
		return 0;
	}

	@Override
	public Traits traits() {
		return traits;
	}

	@Override
	public Map<String, Tensor> state() {
		return Map.of();
	}

	@Override
	public NDArray extract(final NDArray tiles) {
		final NDManager target = tiles.getManager();
		try (NDManager local = target.newSubManager()) {
			final NDArray all = handle(tiles, local);
			final NDList parts = new NDList();
			session.batches().run((int) tiles.getShape().get(0), (from, to) -> parts.add(features(all, from, to)));
			final NDArray features = parts.size() == 1 ? parts.head() : NDArrays.concat(parts);
			features.attach(target);
			return features;
		}
	}

	/** Features of some tiles; if half precision is not enough for them, in float32 from now on. */
	private NDArray features(final NDArray all, final int from, final int to) {
		try (NDManager scope = all.getManager().newSubManager()) {
			final NDArray part = all.get(new NDIndex("{}:{}", from, to));
			part.attach(scope);
			final NDArray features = forward(part.sub(mean).divi(std), Request.last(Output.TOKENS)).get(0).get(Output.TOKENS);
			if (precision == Precision.FLOAT32 || isFinite(features)) {
				features.attach(all.getManager());
				return features;
			}
		}
		session.withoutHalf("a number of the network was too large for float16");
		close();
		positions.clear();
		load(Precision.FLOAT32);
		return features(all, from, to);
	}

	/** One number that is not finite makes the sum so. */
	private static boolean isFinite(final NDArray features) {
		try (NDArray sum = features.sum()) {
			return Float.isFinite(sum.getFloat());
		}
	}

	/**
	 * Runs the network once, up to the last block that is asked for.
	 *
	 * @param images (B, 3, H, W) minus {@link Traits#mean()}, divided by {@link Traits#std()}; H and W are multiples of
	 *          {@link #stride()}
	 * @return one map for each request; arrays belong to the manager of {@code images}
	 */
	public List<FeatureMap> forward(final NDArray images, final Request... requests) {
		final Grid grid = grid(images.getShape());
		final FeatureMap[] maps = new FeatureMap[requests.length];
		final int last = Stream.of(requests).mapToInt(r -> r.resolve(config.depth())).max().orElseThrow();
		try (NDManager local = images.getManager().newSubManager()) {
			NDArray tokens = embed(handle(images, local));
			for (int block = 1; block <= last; block++) {
				final NDArray[] arguments = weights.blocks()[block - 1];
				final NDArray next = call("block", tokens, arguments);
				for (int r = 0; r < maps.length; r++)
					if (requests[r].resolve(config.depth()) == block)
						maps[r] = take(requests[r], grid, tokens, arguments, next, images.getManager());
				tokens.close();
				tokens = next;
			}
		}
		return List.of(maps);
	}

	/** (B, T, D) tokens that enter the first block. */
	NDArray embed(final NDArray images) {
		final Grid grid = grid(images.getShape());
		return call("embed", images, weights.projection()[0], weights.projection()[1], weights.prefix(), positions(grid));
	}

	private NDArray call(final String method, final NDArray first, final NDArray... others) {
		final NDArray[] all = new NDArray[others.length + 1];
		all[0] = first;
		System.arraycopy(others, 0, all, 1, others.length);
		return script.call(method, all).singletonOrThrow();
	}

	private FeatureMap take(final Request request, final Grid grid, final NDArray before, final NDArray[] block,
		final NDArray after, final NDManager target)
	{
		final Map<Output, NDArray> outputs = new EnumMap<>(Output.class);
		final NDArray[] attention = Arrays.copyOf(block, VitWeights.ATTENTION_ARGUMENTS);
		final int prefix = config.prefix();
		final NDArray normalised = call("norm", after, weights.norm());
		for (final Output output : request.outputs()) {
			final NDArray part = switch (output) {
				case TOKENS -> normalised.get(new NDIndex(":, {}:", prefix));
				case CLS -> normalised.get(new NDIndex(":, 0"));
				case REGISTERS -> normalised.get(new NDIndex(":, 1:{}", prefix));
				case KEYS -> call("keys", before, attention).get(new NDIndex(":, {}:", prefix));
				case CLS_ATTENTION -> call("attention", before, attention).get(new NDIndex(":, :, {}:", prefix));
			};
			// A copy: views would keep the whole alive, and TorchScript's results cannot enter a training graph.
			final NDArray copy = part.duplicate();
			copy.attach(target);
			outputs.put(output, copy);
		}
		normalised.close();
		return new FeatureMap(grid.rows, grid.columns, outputs);
	}

	private Grid grid(final Shape shape) {
		final int patch = config.patch();
		if (shape.dimension() != 4 || shape.get(1) != 3 || shape.get(2) < patch || shape.get(3) < patch || shape.get(2) %
			patch != 0 || shape.get(3) % patch != 0) throw new IllegalArgumentException("images of shape " + shape +
				" where (B, 3, H, W) with multiples of " + patch + " is needed");
		return new Grid((int) shape.get(2) / patch, (int) shape.get(3) / patch);
	}

	/** (1, N, D) positions of the patches. */
	private NDArray positions(final Grid grid) {
		final NDArray known = positions.get(grid);
		if (known != null) return known;
		if (positions.size() == GRIDS) positions.remove(positions.keySet().iterator().next()).close();
		final NDArray made = manager.create(weights.positions().at(grid.rows, grid.columns), new Shape(1, (long) grid.rows *
			grid.columns, config.width()));
		positions.put(grid, made);
		return made;
	}

	/** A second handle of the same array that dies with {@code local}, and with it all that is computed from it. */
	private static NDArray handle(final NDArray array, final NDManager local) {
		final NDArray handle = array.reshape(array.getShape());
		handle.attach(local);
		return handle;
	}

	@Override
	public void close() {
		script.close();
		manager.close();
	}
}
