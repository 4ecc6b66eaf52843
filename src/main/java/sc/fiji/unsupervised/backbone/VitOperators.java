package sc.fiji.unsupervised.backbone;


import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;

/**
 * The steps of a vision transformer as TorchScript, one crossing into native code for each block: the attention is
 * libtorch's fused one and intermediate results die inside. The equations are those of stego.md 3.2.
 */
final class VitOperators {

	private VitOperators() {}

	/** Compiles the steps {@code embed}, {@code block}, {@code norm}, {@code keys} and {@code attention}. */
	static Script compile(final Session session, final VitConfig config) {
		final String plain = "torch.linear(%s, %s, %s)";
		return Script.compile(session, text(config, plain));
	}

	private static String text(final VitConfig c, final String linear) {
		final String norm = "torch.layer_norm(%s, [" + c.width() + "], %s, %s, 1e-06, True)";
		final String split = "[-1, torch.size(x, 1), 3, " + c.heads() + ", " + c.width() / c.heads() + "]";
		final String scales = c.layerScale() ? ", g1: Tensor, g2: Tensor" : "";
		return String.join("\n",
			"def embed(self, x: Tensor, w: Tensor, b: Tensor, prefix: Tensor, pos: Tensor) -> Tensor:",
			"  y = torch.conv2d(x, w, b, [" + c.patch() + ", " + c.patch() + "], [0, 0], [1, 1], 1)",
			"  t = torch.add(torch.transpose(torch.flatten(y, 2, -1), 1, 2), pos, alpha=1)",
			"  p = torch.expand(prefix, [torch.size(x, 0), -1, -1], implicit=False)",
			"  return torch.cat([p, t], 1)",

			"def block(self, x: Tensor, nw1: Tensor, nb1: Tensor, wqkv: Tensor, bqkv: Tensor, wp: Tensor, bp: Tensor, " +
				"nw2: Tensor, nb2: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor" + scales + ") -> Tensor:",
			"  y = " + norm.formatted("x", "nw1", "nb1"),
			"  qkv = torch.reshape(" + linear.formatted("y", "wqkv", "bqkv") + ", " + split + ")",
			"  q, k, v, = torch.unbind(torch.permute(qkv, [2, 0, 3, 1, 4]), 0)",
			"  o = torch.scaled_dot_product_attention(q, k, v, None, 0., False, scale=None, enable_gqa=False)",
			"  o0 = torch.reshape(torch.transpose(o, 1, 2), [-1, torch.size(x, 1), " + c.width() + "])",
			"  o1 = " + linear.formatted("o0", "wp", "bp"),
			"  z = " + residual(c, "x", "o1", "g1"),
			"  u = " + linear.formatted(norm.formatted("z", "nw2", "nb2"), "w1", "b1"),
			c.gated() ? "  u1, u2, = torch.chunk(u, 2, -1)" : "  u1 = u",
			"  h = " + (c.gated() ? "torch.mul(torch.silu(u1), u2)" : "torch.gelu(u1)"),
			"  o2 = " + linear.formatted("h", "w2", "b2"),
			"  return " + residual(c, "z", "o2", "g2"),

			"def norm(self, x: Tensor, w: Tensor, b: Tensor) -> Tensor:",
			"  return " + norm.formatted("x", "w", "b"),

			"def keys(self, x: Tensor, nw: Tensor, nb: Tensor, w: Tensor, b: Tensor) -> Tensor:",
			"  qkv = " + linear.formatted(norm.formatted("x", "nw", "nb"), "w", "b"),
			"  return torch.narrow(qkv, -1, " + c.width() + ", " + c.width() + ")",

			"def attention(self, x: Tensor, nw: Tensor, nb: Tensor, w: Tensor, b: Tensor) -> Tensor:",
			"  y = " + norm.formatted("x", "nw", "nb"),
			"  qkv = torch.reshape(" + linear.formatted("y", "w", "b") + ", " + split + ")",
			"  q, k, v, = torch.unbind(torch.permute(qkv, [2, 0, 3, 1, 4]), 0)",
			"  s = torch.matmul(torch.narrow(q, 2, 0, 1), torch.transpose(k, 2, 3))",
			"  return torch.softmax(torch.mul(torch.squeeze(s, 2), " + 1 / Math.sqrt(c.width() / c.heads()) + "), -1)",
			"");
	}

	private static String residual(final VitConfig c, final String x, final String y, final String scale) {
		return c.layerScale() ? "torch.addcmul(" + x + ", " + y + ", " + scale + ", value=1)"
			: "torch.add(" + x + ", " + y + ", alpha=1)";
	}
}
