package sc.fiji.unsupervised.backbone;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.unsupervised.UserException;

/**
 * Architecture of a vision transformer: pre-norm blocks, qkv bias, LayerNorm epsilon 1e-6, exact GELU (stego.md 3.1).
 *
 * @param width D, channels of a token
 * @param depth number of blocks
 * @param heads attention heads, a divisor of D
 * @param patch side of a patch in pixels
 * @param grid M, rows and columns of patches for which positions were learned
 * @param registers R, register tokens between the class token and the patches
 * @param prefixPositions how many of the class and register tokens have a learned position: 0, 1 or 1 + R
 * @param hidden inputs of the second linear layer of a feed-forward part
 * @param gated whether the feed-forward part is a SwiGLU instead of a GELU
 * @param layerScale whether residuals are scaled by channel
 * @param supervised whether the file holds a classifier trained with labels and no LayerScale: a plain timm network,
 *          whose inputs are expected with mean and standard deviation 0.5 instead of ImageNet's. This cannot be read
 *          from the weights; DeiT looks the same and is then fed slightly other contrasts than in its training
 */
public record VitConfig(int width, int depth, int heads, int patch, int grid, int registers, int prefixPositions,
	int hidden, boolean gated, boolean layerScale, boolean supervised)
{

	private static final float[] IMAGENET_MEAN = { 0.485f, 0.456f, 0.406f };
	private static final float[] IMAGENET_STD = { 0.229f, 0.224f, 0.225f };
	private static final int HEAD_WIDTH = 64;
	/** Smaller patches would cost memory without bounds, larger ones see nothing. */
	private static final int MIN_PATCH = 4, MAX_PATCH = 64;
	private static final Pattern BLOCK = Pattern.compile("blocks\\.(\\d{1,4})\\..*");

	/** Number of tokens in front of the patches: class token and registers. */
	int prefix() {
		return 1 + registers;
	}

	/** Id that a published network of this architecture has, e.g. {@code dinov2-s14-reg}; empty when none is like it. */
	String id() {
		final Map<Integer, String> sizes = Map.of(384, "s", 768, "b", 1024, "l");
		final boolean known = !supervised && !gated && sizes.containsKey(width) && depth == (width == 1024 ? 24 : 12) &&
			(registers == 0 || registers == 4);
		return known ? (layerScale ? "dinov2-" : "dino-") + sizes.get(width) + patch + (registers > 0 ? "-reg" : "") : "";
	}

	/** The architecture in words. */
	String describe() {
		return (supervised ? "trained with labels, " : "") + depth + " blocks of " + width + " channels, patches of " + patch +
			" pixels, " + registers + " registers";
	}

	/** Input scaling by the rule of {@link #supervised()}. */
	Traits traits(final String licence, final String citation) {
		final float[] half = { 0.5f, 0.5f, 0.5f };
		return new Traits(false, supervised ? half : IMAGENET_MEAN.clone(), supervised ? half : IMAGENET_STD.clone(), licence,
			citation);
	}

	/** How the programs of this family resample positions. */
	PositionResampling resampling() {
		return registers > 0 || supervised ? PositionResampling.ANTIALIAS : PositionResampling.OFFSET;
	}

	/**
	 * Recognises the architecture by names and shapes and checks that every tensor is there and fits.
	 *
	 * @param heads attention heads, 0 for D / 64 as in all published networks of these families
	 * @throws UserException if a tensor is missing, has a wrong shape or is not known
	 */
	static VitConfig infer(final VitFile file, final int heads) {
		final int[] projection = file.shape("patch_embed.proj.weight", 4);
		final int width = projection[0], patch = projection[2];
		file.require("patch_embed.proj.weight", width, 3, patch, patch);
		if (patch < MIN_PATCH || patch > MAX_PATCH) throw file.refuse("its patches of " + patch + " pixels are not between " +
			MIN_PATCH + " and " + MAX_PATCH);
		final int registers = file.has("register_tokens") ? file.shape("register_tokens", 3)[1] : 0;
		final int[] positions = grid(file, width, registers);
		final int hidden = file.shape("blocks.0.mlp.fc2.weight", 2)[1];
		final boolean layerScale = file.has("blocks.0.ls1.gamma");
		final VitConfig config = new VitConfig(width, depth(file), heads(file, width, heads), patch, positions[0],
			registers, positions[1], hidden, file.shape("blocks.0.mlp.fc1.weight", 2)[0] == 2 * hidden, layerScale,
			file.hasClassifier() && !layerScale);
		config.check(file);
		return config;
	}

	/** Native grid, and how many positions precede those of the patches. */
	private static int[] grid(final VitFile file, final int width, final int registers) {
		final int count = file.shape("pos_embed", 3)[1];
		file.require("pos_embed", 1, count, width);
		for (final int prefix : registers > 0 ? new int[] { 1, 0, 1 + registers } : new int[] { 1 }) {
			final int side = (int) Math.round(Math.sqrt(count - prefix));
			if (side > 0 && side * side == count - prefix) return new int[] { side, prefix };
		}
		throw file.refuse("the " + count + " positions of its tensor pos_embed are no square grid");
	}

	private static int depth(final VitFile file) {
		int depth = 1;
		for (final String name : file.names()) {
			final Matcher block = BLOCK.matcher(name);
			if (block.matches()) depth = Math.max(depth, Integer.parseInt(block.group(1)) + 1);
		}
		return depth;
	}

	private static int heads(final VitFile file, final int width, final int wanted) {
		final int heads = wanted == 0 ? width / HEAD_WIDTH : wanted;
		if (heads < 1 || width % heads != 0 || wanted == 0 && width % HEAD_WIDTH != 0)
			throw file.refuse("its width of " + width + " channels cannot be split into " +
				(wanted == 0 ? "heads of " + HEAD_WIDTH : wanted + " heads"));
		return heads;
	}

	private void check(final VitFile file) {
		final Set<String> known = new HashSet<>(Set.of("patch_embed.proj.weight", "pos_embed", "cls_token"));
		require(file, known, "patch_embed.proj.bias", width);
		file.require("cls_token", 1, 1, width);
		if (registers > 0) require(file, known, "register_tokens", 1, registers, width);
		require(file, known, "norm.weight", width);
		require(file, known, "norm.bias", width);
		for (int i = 0; i < depth; i++) {
			final String block = "blocks." + i + ".";
			for (final String norm : new String[] { "norm1", "norm2" }) {
				require(file, known, block + norm + ".weight", width);
				require(file, known, block + norm + ".bias", width);
			}
			linear(file, known, block + "attn.qkv", 3 * width, width);
			linear(file, known, block + "attn.proj", width, width);
			linear(file, known, block + "mlp.fc1", gated ? 2 * hidden : hidden, width);
			linear(file, known, block + "mlp.fc2", width, hidden);
			if (!layerScale) continue;
			require(file, known, block + "ls1.gamma", width);
			require(file, known, block + "ls2.gamma", width);
		}
		for (final String name : file.names())
			if (!known.contains(name)) throw file.refuse("it has the unknown tensor " + name);
	}

	private static void linear(final VitFile file, final Set<String> known, final String name, final int out,
		final int in)
	{
		require(file, known, name + ".weight", out, in);
		require(file, known, name + ".bias", out);
	}

	private static void require(final VitFile file, final Set<String> known, final String name, final int... shape) {
		file.require(name, shape);
		known.add(name);
	}
}
