package sc.fiji.unsupervised.backbone;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Arrays;

import sc.fiji.unsupervised.engine.Precision;
import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;

/**
 * The steps of a vision transformer as TorchScript, one crossing into native code for each block: the attention is
 * libtorch's fused one and intermediate results die inside. The equations are those of stego.md 3.2.
 */
final class VitOperators {

	/**
	 * How to write linear layers.
	 *
	 * @param linear of input, weight and bias
	 * @param gelu the same followed by the exact GELU
	 * @param precision of input, weight, bias and result; all around is float32
	 */
	private record Style(String linear, String gelu, Precision precision) {}

	/** The same by oneDNN, whose kernels need half the time of libtorch's default on AMD and are equal on Intel. */
	private static final Style ONE_DNN = new Style(
		"ops.mkldnn._linear_pointwise(%s, %s, %s, \"none\", annotate(List[Optional[number]], []), \"\")",
		"ops.mkldnn._linear_pointwise(%s, %s, %s, \"gelu\", annotate(List[Optional[number]], []), \"none\")",
		Precision.FLOAT32);

	private VitOperators() {}

	/**
	 * Compiles the steps {@code embed}, {@code block}, {@code norm}, {@code keys} and {@code attention}. They take and give
	 * float32, but for the weights of convolution and linear layers.
	 *
	 * @param precision of those weights, and of what is multiplied with them
	 */
	static Script compile(final Session session, final VitConfig config, final VitWeights weights,
		final Precision precision)
	{
		final boolean slow = session.device().isGpu() || precision != Precision.FLOAT32;
		final Script fast = slow ? null : tryOneDnn(session, config, weights);
		return fast != null ? fast : plain(session, config, precision);
	}

	/** The steps in operators that every build of libtorch has. */
	static Script plain(final Session session, final VitConfig config, final Precision precision) {
		return Script.compile(session, text(config, new Style("torch.linear(%s, %s, %s)",
			"torch.gelu(torch.linear(%s, %s, %s))", precision)));
	}

	/** Null where libtorch was built without oneDNN, or for a processor on which it does not run. */
	private static Script tryOneDnn(final Session session, final VitConfig config, final VitWeights weights) {
		Script script = null;
		try (NDManager local = session.manager().newSubManager()) {
			script = Script.compile(session, text(config, ONE_DNN));
			final NDArray[] arguments = Arrays.copyOf(weights.blocks()[0], 1 + VitWeights.ATTENTION_ARGUMENTS);
			System.arraycopy(arguments, 0, arguments, 1, VitWeights.ATTENTION_ARGUMENTS);
			arguments[0] = local.zeros(new Shape(1, 1, config.width()));
			script.call("keys", arguments);
			return script;
		}
		catch (final EngineException e) {
			if (script != null) script.close();
			return null;
		}
	}

	private static String text(final VitConfig c, final Style style) {
		final Precision p = style.precision;
		final String linear = style.linear, norm = "torch.layer_norm(%s, [" + c.width() + "], %s, %s, 1e-06, True)";
		final String split = "[-1, torch.size(x, 1), 3, " + c.heads() + ", " + c.width() / c.heads() + "]";
		final String scales = c.layerScale() ? ", g1: Tensor, g2: Tensor" : "";
		final double attention = 1 / Math.sqrt(c.width() / c.heads());
		return String.join("\n",
			"def embed(self, x: Tensor, w: Tensor, b: Tensor, prefix: Tensor, pos: Tensor) -> Tensor:",
			"  y = " + p.up(Script.convolution(p.down("x"), "w", "b", c.patch(), c.patch())),
			"  t = torch.add(torch.transpose(torch.flatten(y, 2, -1), 1, 2), pos, alpha=1)",
			"  p = torch.expand(prefix, [torch.size(x, 0), -1, -1], implicit=False)",
			"  return torch.cat([p, t], 1)",

			"def block(self, x: Tensor, nw1: Tensor, nb1: Tensor, wqkv: Tensor, bqkv: Tensor, wp: Tensor, bp: Tensor, " +
				"nw2: Tensor, nb2: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor" + scales + ") -> Tensor:",
			"  y = " + p.down(norm.formatted("x", "nw1", "nb1")),
			"  qkv = torch.reshape(" + linear.formatted("y", "wqkv", "bqkv") + ", " + split + ")",
			"  q, k, v, = torch.unbind(torch.permute(qkv, [2, 0, 3, 1, 4]), 0)",
			"  o = torch.scaled_dot_product_attention(q, k, v, None, 0., False, scale=None, enable_gqa=False)",
			"  r = torch.reshape(torch.transpose(o, 1, 2), [-1, torch.size(x, 1), " + c.width() + "])",
			"  z = " + residual(c, "x", p.up(linear.formatted("r", "wp", "bp")), "g1"),
			"  n = " + p.down(norm.formatted("z", "nw2", "nb2")),
			c.gated() ? gatedHidden(linear) : "  h = " + style.gelu.formatted("n", "w1", "b1"),
			"  return " + residual(c, "z", p.up(linear.formatted("h", "w2", "b2")), "g2"),

			"def norm(self, x: Tensor, w: Tensor, b: Tensor) -> Tensor:",
			"  return " + norm.formatted("x", "w", "b"),

			"def keys(self, x: Tensor, nw: Tensor, nb: Tensor, w: Tensor, b: Tensor) -> Tensor:",
			"  qkv = " + p.up(linear.formatted(p.down(norm.formatted("x", "nw", "nb")), "w", "b")),
			"  return torch.narrow(qkv, -1, " + c.width() + ", " + c.width() + ")",

			"def attention(self, x: Tensor, nw: Tensor, nb: Tensor, w: Tensor, b: Tensor) -> Tensor:",
			"  y = " + p.down(norm.formatted("x", "nw", "nb")),
			"  qkv = torch.reshape(" + p.up(linear.formatted("y", "w", "b")) + ", " + split + ")",
			"  q, k, v, = torch.unbind(torch.permute(qkv, [2, 0, 3, 1, 4]), 0)",
			"  s = torch.matmul(torch.narrow(q, 2, 0, 1), torch.transpose(k, 2, 3))",
			"  return torch.softmax(torch.mul(torch.squeeze(s, 2), " + attention + "), -1)",
			"");
	}

	private static String gatedHidden(final String linear) {
		return "  u, g, = torch.chunk(" + linear.formatted("n", "w1", "b1") + ", 2, -1)\n" +
			"  h = torch.mul(torch.silu(u), g)";
	}

	private static String residual(final VitConfig c, final String x, final String y, final String scale) {
		return c.layerScale() ? "torch.addcmul(" + x + ", " + y + ", " + scale + ", value=1)"
			: "torch.add(" + x + ", " + y + ", alpha=1)";
	}
}
