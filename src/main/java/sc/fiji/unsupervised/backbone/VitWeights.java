package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Arrays;

import sc.fiji.unsupervised.engine.Precision;
import sc.fiji.unsupervised.model.Tensor;

/**
 * The numbers of a vision transformer on the device. Weights and biases of convolution and linear layers are of the
 * precision in which they are multiplied, all else is float32.
 *
 * @param projection weight (D, 3, P, P) and bias (D) of the patches' convolution
 * @param prefix (1, 1 + R, D) class and register tokens, their positions added
 * @param positions of the patches
 * @param blocks the arguments of {@code block} in {@link VitOperators}, for each block
 * @param norm weight and bias (D) of the final LayerNorm
 */
record VitWeights(NDArray[] projection, NDArray prefix, PositionEmbedding positions, NDArray[][] blocks,
	NDArray[] norm)
{

	private static final String[] BLOCK = { "norm1.weight", "norm1.bias", "attn.qkv.weight", "attn.qkv.bias",
		"attn.proj.weight", "attn.proj.bias", "norm2.weight", "norm2.bias", "mlp.fc1.weight", "mlp.fc1.bias",
		"mlp.fc2.weight", "mlp.fc2.bias", "ls1.gamma", "ls2.gamma" };

	/** Index and number of the arguments that make queries, keys and values: LayerNorm and qkv. */
	static final int ATTENTION_ARGUMENTS = 4;

	static VitWeights load(final NDManager manager, final VitFile file, final VitConfig config,
		final Precision precision)
	{
		final float[] stored = file.get("pos_embed").data();
		final int start = config.prefixPositions() * config.width();
		final NDArray[][] blocks = new NDArray[config.depth()][];
		for (int i = 0; i < blocks.length; i++) {
			final String block = "blocks." + i + ".";
			blocks[i] = Arrays.stream(BLOCK, 0, config.layerScale() ? 14 : 12).map(name -> multiplied(
				name) ? load(manager, file, block + name, precision) : file.load(manager, block + name)).toArray(NDArray[]::new);
		}
		final String patches = "patch_embed.proj.";
		final NDArray[] projection = { load(manager, file, patches + "weight", precision), load(manager, file, patches + "bias",
			precision) };
		return new VitWeights(projection, prefix(manager, file, config, stored),
			new PositionEmbedding(Arrays.copyOfRange(stored, start, stored.length), config.grid(), config.width(), config
				.resampling()), blocks, new NDArray[] { file.load(manager, "norm.weight"), file.load(manager, "norm.bias") });
	}

	/** Whether a tensor of a block belongs to a linear layer. */
	private static boolean multiplied(final String name) {
		return name.startsWith("attn.") || name.startsWith("mlp.");
	}

	private static NDArray load(final NDManager manager, final VitFile file, final String name,
		final Precision precision)
	{
		final NDArray exact = file.load(manager, name);
		if (precision == Precision.FLOAT32) return exact;
		try (exact) {
			return exact.toType(precision.type(), true);
		}
	}

	private static NDArray prefix(final NDManager manager, final VitFile file, final VitConfig config,
		final float[] positions)
	{
		final int width = config.width();
		final float[] prefix = Arrays.copyOf(file.get("cls_token").data(), config.prefix() * width);
		if (config.registers() > 0) {
			final Tensor registers = file.get("register_tokens");
			System.arraycopy(registers.data(), 0, prefix, width, registers.data().length);
		}
		for (int i = 0; i < config.prefixPositions() * width; i++) prefix[i] += positions[i];
		return manager.create(prefix, new Shape(1, config.prefix(), width));
	}
}
