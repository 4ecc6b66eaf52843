package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.engine.GoldenSession;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

/** Compares with numbers that the published programs of DINO and DINOv2 produced. */
class VisionTransformerGoldenTest {

	private static final double TOKENS = 2e-5, POSITIONS = 5e-6;

	/** Case, heads, registers, number of inputs. */
	@ParameterizedTest
	@CsvSource({ "dino_v1_p8, 6, 0, 5", "dinov2_plain, 4, 0, 3", "dinov2_reg, 4, 4, 3", "dinov2_swiglu, 4, 0, 2" })
	void matchesThePublishedPrograms(final String name, final int heads, final int registers, final int inputs) {
		final Path folder = Path.of("test-data", "golden", name);
		final SafeTensors golden = SafeTensors.open(folder.resolve("io.safetensors"));
		try (Session session = GoldenSession.open()) {
			for (final String naming : new String[] { "orig", "hf" }) {
				final Path weights = folder.resolve("weights_" + naming + ".safetensors");
				try (VisionTransformer vit = new VisionTransformer(session, weights, CatalogueEntry.file(naming), heads)) {
					assertEquals(registers, vit.config().registers());
					for (int input = 0; input < inputs; input++) check(session, vit, golden, input + ".");
				}
			}
		}
	}

	private static void check(final Session session, final VisionTransformer vit, final SafeTensors golden,
		final String input)
	{
		final int heads = vit.config().heads(), depth = vit.config().depth(), prefix = vit.config().prefix();
		try (NDManager local = session.manager().newSubManager()) {
			final Tensor image = golden.get(input + "image");
			final NDArray x = local.create(image.data(), new Shape(image.shape()));
			final NDArray embedded = vit.embed(x);
			close(golden.get(input + "tokens_in"), embedded, POSITIONS);
			final FeatureMap map = vit.forward(x, Request.of(depth, Output.TOKENS), Request.last(Output.values())).get(1);
			close(golden.get(input + "patch_tokens"), map.get(Output.TOKENS), TOKENS);
			close(golden.get(input + "cls"), map.get(Output.CLS), TOKENS);
			close(Golden.after(golden.get(input + "attn_cls_last"), 2, prefix), map.get(Output.CLS_ATTENTION), TOKENS);
			close(Golden.headMajor(Golden.after(golden.get(input + "keys_last"), 2, prefix)), map.get(Output.KEYS), TOKENS);
			close(golden.get(input + "feat_map"), grid(map, Output.TOKENS), TOKENS);
			if (golden.names().contains(input + "kk_map")) close(golden.get(input + "kk_map"), grid(map, Output.KEYS), TOKENS);
			if (prefix > 1) close(golden.get(input + "register_tokens_out"), map.get(Output.REGISTERS), TOKENS);
			assertEquals(heads, map.get(Output.CLS_ATTENTION).getShape().get(1));
			positions(vit, golden.get(input + "pos_embed_used"), map);
		}
	}

	private static void positions(final VisionTransformer vit, final Tensor golden, final FeatureMap map) {
		final float[] patches = Golden.after(golden, 1, 1).data();
		assertArrayEquals(patches, vit.positions().at(map.rows(), map.columns()), (float) POSITIONS);
	}

	/** (B, N, D) as (B, D, h, w). */
	private static NDArray grid(final FeatureMap map, final Output output) {
		final NDArray cells = map.get(output);
		return cells.transpose(0, 2, 1).reshape(cells.getShape().get(0), cells.getShape().get(2), map.rows(), map.columns());
	}

	private static void close(final Tensor expected, final NDArray actual, final double tolerance) {
		assertEquals(new Shape(expected.shape()), actual.getShape());
		assertArrayEquals(expected.data(), actual.toFloatArray(), (float) tolerance);
	}
}
