package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;

import java.util.Map;

import sc.fiji.unsupervised.model.Tensor;

/** The network of DINO in the engine's plain array operations, attention written out, for comparison. */
final class VitReference {

	private final NDManager manager;
	private final Map<String, Tensor> weights;
	private final int width, heads;

	VitReference(final NDManager manager, final Map<String, Tensor> weights, final int heads) {
		this.manager = manager;
		this.weights = weights;
		this.heads = heads;
		width = weights.get("norm.bias").size(0);
	}

	/** (B, 1 + N, D) tokens after {@code depth} blocks and the final norm, for images of the native size. */
	NDArray tokens(final NDArray images, final int depth) {
		final int patch = weights.get("patch_embed.proj.weight").size(2);
		final long batch = images.getShape().get(0), rows = images.getShape().get(2) / patch;
		// A convolution without overlap is a linear layer on patches.
		final NDArray patches = images.reshape(batch, 3, rows, patch, rows, patch).transpose(0, 2, 4, 1, 3, 5).reshape(
			batch, rows * rows, -1);
		final NDArray embedded = patches.matMul(w("patch_embed.proj.weight").reshape(width, -1).transpose()).add(w(
			"patch_embed.proj.bias"));
		final NDArray cls = w("cls_token").broadcast(new Shape(batch, 1, width));
		NDArray x = NDArrays.concat(new NDList(cls, embedded), 1).add(w("pos_embed"));
		for (int i = 0; i < depth; i++) x = block(x, "blocks." + i + ".");
		return norm(x, "norm");
	}

	private NDArray block(final NDArray x, final String block) {
		final long batch = x.getShape().get(0), tokens = x.getShape().get(1), head = width / heads;
		final NDArray qkv = linear(norm(x, block + "norm1"), block + "attn.qkv").reshape(batch, tokens, 3, heads, head)
			.transpose(2, 0, 3, 1, 4);
		final NDArray scores = qkv.get(0).matMul(qkv.get(1).transpose(0, 1, 3, 2)).mul((float) (1 / Math.sqrt(head)));
		final NDArray mixed = scores.softmax(-1).matMul(qkv.get(2)).transpose(0, 2, 1, 3).reshape(batch, tokens, width);
		final NDArray z = x.add(linear(mixed, block + "attn.proj"));
		final NDArray hidden = Activation.gelu(linear(norm(z, block + "norm2"), block + "mlp.fc1"));
		return z.add(linear(hidden, block + "mlp.fc2"));
	}

	private NDArray norm(final NDArray x, final String name) {
		return LayerNorm.layerNorm(x, new Shape(width), w(name + ".weight"), w(name + ".bias"), 1e-6f).singletonOrThrow();
	}

	private NDArray linear(final NDArray x, final String name) {
		return Linear.linear(x, w(name + ".weight"), w(name + ".bias")).singletonOrThrow();
	}

	private NDArray w(final String name) {
		final Tensor tensor = weights.get(name);
		return manager.create(tensor.data(), new Shape(tensor.shape()));
	}

	/** The patches' part of tokens with a class token in front. */
	static NDArray patches(final NDArray tokens) {
		return tokens.get(new NDIndex(":, 1:"));
	}
}
