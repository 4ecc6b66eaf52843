package sc.fiji.unsupervised.backbone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates the tensor names under which vision transformers are published into those of the original programs
 * ({@code cls_token}, {@code blocks.0.attn.qkv.weight}, ...; stego.md 3.4 to 3.6). Known are the original names of DINO
 * and DINOv2, those of timm, and those of Hugging Face's ViT, Dinov2 and Dinov2WithRegisters models.
 * <p>
 * The two linear layers of a feed-forward part are always {@code mlp.fc1} and {@code mlp.fc2} here, gated or not.
 */
final class VitNames {

	private static final String CLS = "cls_token";

	/** Parts of networks that compute something else than patch features and change nothing about them. */
	private static final Pattern OPTIONAL = Pattern.compile("(mask_token|((dino_|ibot_|linear_)?heads?|head_dist|pooler|" +
		"classifier|pre_logits|decoder|projection_head)(\\..*)?)");

	/** Blocks of training checkpoints of DINOv2 carry the number of their chunk before their own. */
	private static final Pattern CHUNKED = Pattern.compile("blocks\\.\\d+\\.(\\d+\\..*)");

	private static final Pattern LAYER = Pattern.compile("encoder\\.layer\\.(\\d+)\\.(.*)\\.([a-z0-9]+)");

	private static final Map<String, String> TOP = Map.of(
		"embeddings.cls_token", CLS,
		"embeddings.mask_token", "mask_token",
		"embeddings.register_tokens", "register_tokens",
		"embeddings.position_embeddings", "pos_embed",
		"embeddings.patch_embeddings.projection.weight", "patch_embed.proj.weight",
		"embeddings.patch_embeddings.projection.bias", "patch_embed.proj.bias",
		"layernorm.weight", "norm.weight",
		"layernorm.bias", "norm.bias");

	private static final Map<String, String> BLOCK = Map.ofEntries(
		Map.entry("layernorm_before", "norm1"),
		Map.entry("layernorm_after", "norm2"),
		Map.entry("attention.attention.query", "attn.qkv"),
		Map.entry("attention.attention.key", "attn.qkv"),
		Map.entry("attention.attention.value", "attn.qkv"),
		Map.entry("attention.output.dense", "attn.proj"),
		Map.entry("layer_scale1", "ls1"),
		Map.entry("layer_scale2", "ls2"),
		Map.entry("intermediate.dense", "mlp.fc1"),
		Map.entry("output.dense", "mlp.fc2"),
		Map.entry("mlp.weights_in", "mlp.fc1"),
		Map.entry("mlp.weights_out", "mlp.fc2"));

	private static final List<String> QKV = List.of("attention.attention.query", "attention.attention.key",
		"attention.attention.value");

	private VitNames() {}

	/**
	 * Original name of each tensor and the names in the file that make it up, concatenated along their first dimension
	 * (three for split query, key and value, else one). Tensors of optional heads are left out, and so is everything
	 * outside of the network when its names carry a prefix such as {@code teacher.backbone.}.
	 *
	 * @return empty when there is no class token, hence no network of these families
	 */
	static Map<String, List<String>> translate(final Set<String> names) {
		final String prefix = prefix(names);
		final Map<String, List<String>> result = new LinkedHashMap<>();
		if (prefix == null) return result;
		for (final String name : names) {
			if (!name.startsWith(prefix)) continue;
			final String local = name.substring(prefix.length());
			if (OPTIONAL.matcher(local).matches()) continue;
			final String original = original(local);
			if (original.equals("mask_token")) continue;
			place(result.computeIfAbsent(original, k -> new ArrayList<>()), name);
		}
		return result;
	}

	/** Whatever stands before the class token; of several networks in one file the teacher's. */
	private static String prefix(final Set<String> names) {
		String best = null;
		for (final String name : names) {
			final String prefix;
			if (name.endsWith("embeddings." + CLS)) prefix = name.substring(0, name.length() - CLS.length() - 11);
			else if (name.endsWith(CLS)) prefix = name.substring(0, name.length() - CLS.length());
			else continue;
			final boolean standsAlone = prefix.isEmpty() || prefix.endsWith(".");
			if (standsAlone && (best == null || prefix.contains("teacher"))) best = prefix;
		}
		return best;
	}

	private static String original(final String name) {
		if (TOP.containsKey(name)) return TOP.get(name);
		if (name.equals("reg_token")) return "register_tokens";
		final Matcher chunked = CHUNKED.matcher(name);
		if (chunked.matches()) return gated("blocks." + chunked.group(1));
		final Matcher layer = LAYER.matcher(name);
		if (!layer.matches()) return gated(name);
		final String part = layer.group(2);
		final String leaf = layer.group(3).equals("lambda1") ? "gamma" : layer.group(3);
		return "blocks." + layer.group(1) + "." + BLOCK.getOrDefault(part, part) + "." + leaf;
	}

	private static String gated(final String name) {
		return name.replace(".mlp.w12.", ".mlp.fc1.").replace(".mlp.w3.", ".mlp.fc2.");
	}

	/** Keeps query, key and value in this order, whatever their order in the file. */
	private static void place(final List<String> parts, final String name) {
		int at = 0;
		while (at < parts.size() && rank(parts.get(at)) < rank(name)) at++;
		parts.add(at, name);
	}

	private static int rank(final String name) {
		for (int i = 0; i < QKV.size(); i++)
			if (name.contains(QKV.get(i))) return i;
		return 0;
	}

	/** Whether the file holds a classifier trained with labels, which tells supervised networks from DINO's. */
	static boolean hasClassifier(final Set<String> names) {
		return names.contains("head.weight") || names.contains("classifier.weight");
	}
}
