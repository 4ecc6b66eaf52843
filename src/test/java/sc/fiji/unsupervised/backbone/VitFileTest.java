package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

/** Names, shapes and element types of weight files. */
class VitFileTest {

	private static final int WIDTH = 64, DEPTH = 2, PATCH = 4, GRID = 3;

	private final Path folder;

	VitFileTest() throws IOException {
		folder = RandomVit.folder();
	}

	@Test
	void registersWithoutClassPositionAreTimms() throws IOException {
		final Map<String, Tensor> original = registers();
		final Map<String, Tensor> timm = new LinkedHashMap<>(original);
		timm.put("reg_token", timm.remove("register_tokens"));
		final float[] positions = original.get("pos_embed").data(), cls = original.get("cls_token").data().clone();
		for (int c = 0; c < WIDTH; c++) cls[c] += positions[c];
		timm.put("cls_token", new Tensor(cls, 1, 1, WIDTH));
		timm.put("pos_embed", Golden.after(original.get("pos_embed"), 1, 1));
		assertSameFeatures(original, timm);
	}

	@Test
	void positionsOfRegistersAreAdded() throws IOException {
		final Map<String, Tensor> original = registers();
		final Map<String, Tensor> timm = new LinkedHashMap<>(original);
		final float[] old = original.get("pos_embed").data(), registers = original.get("register_tokens").data().clone();
		final float[] positions = new float[old.length + registers.length];
		System.arraycopy(old, 0, positions, 0, WIDTH);
		System.arraycopy(old, WIDTH, positions, WIDTH + registers.length, old.length - WIDTH);
		for (int i = 0; i < registers.length; i++) {
			positions[WIDTH + i] = 0.5f;
			registers[i] -= 0.5f;
		}
		timm.put("pos_embed", new Tensor(positions, 1, 1 + 4 + GRID * GRID, WIDTH));
		timm.put("reg_token", new Tensor(registers, 1, 4, WIDTH));
		timm.remove("register_tokens");
		assertSameFeatures(original, timm);
	}

	@Test
	void packedGatesAreRecognisedByTheirShape() throws IOException {
		final Random random = new Random(5);
		final Map<String, Tensor> original = dino(), timm = dino();
		for (int i = 0; i < DEPTH; i++) {
			final String mlp = "blocks." + i + ".mlp.";
			for (final String leaf : new String[] { "weight", "bias" }) {
				final Tensor in = leaf.equals("weight") ? RandomVit.normal(random, 0.1, 0, 96, WIDTH)
					: RandomVit.normal(random, 0.1, 0, 96);
				final Tensor out = leaf.equals("weight") ? RandomVit.normal(random, 0.1, 0, WIDTH, 48)
					: RandomVit.normal(random, 0.1, 0, WIDTH);
				original.remove(mlp + "fc1." + leaf);
				original.remove(mlp + "fc2." + leaf);
				original.put(mlp + "w12." + leaf, in);
				original.put(mlp + "w3." + leaf, out);
				timm.put(mlp + "fc1." + leaf, in);
				timm.put(mlp + "fc2." + leaf, out);
			}
		}
		assertSameFeatures(original, timm);
	}

	@Test
	void prefixesHeadsAndChunksAreLookedThrough() throws IOException {
		final Map<String, Tensor> checkpoint = new LinkedHashMap<>();
		RandomVit.dino(WIDTH, DEPTH, PATCH, GRID, 99).forEach((name, t) -> checkpoint.put("student.backbone." + name, t));
		dino().forEach((name, t) -> checkpoint.put("teacher.backbone." + name.replace("blocks.1.", "blocks.0.1."), t));
		checkpoint.put("teacher.dino_head.mlp.0.weight", new Tensor(new float[4], 2, 2));
		checkpoint.put("teacher.backbone.head.last_layer.weight", new Tensor(new float[4], 2, 2));
		checkpoint.put("teacher.backbone.mask_token", new Tensor(new float[WIDTH], 1, WIDTH));
		assertSameFeatures(dino(), checkpoint);
	}

	@ParameterizedTest
	@ValueSource(strings = { "F16", "BF16", "F64" })
	void otherElementTypesAreConverted(final String type) throws IOException {
		final Map<String, Tensor> coarse = dino();
		coarse.replaceAll((name, t) -> new Tensor(RawTensors.representable(t.data()), t.shape()));
		final Path file = folder.resolve(type + ".safetensors");
		Files.write(file, RawTensors.encode(coarse, type));
		assertFalse(SafeTensors.open(file).isFloat32("cls_token"));
		assertArrayEquals(features(write(coarse)), features(file));
	}

	@Test
	void classifiersTellTheInputScaling() throws IOException {
		final Map<String, Tensor> supervised = dino();
		supervised.put("head.weight", new Tensor(new float[3 * WIDTH], 3, WIDTH));
		try (Session session = Session.open(new Session.Options("cpu", 1, 1));
				Backbone plain = open(session, write(dino())); Backbone labelled = open(session, write(supervised)))
		{
			assertArrayEquals(new float[] { 0.485f, 0.456f, 0.406f }, plain.traits().mean());
			assertArrayEquals(new float[] { 0.229f, 0.224f, 0.225f }, plain.traits().std());
			assertArrayEquals(new float[] { 0.5f, 0.5f, 0.5f }, labelled.traits().mean());
			assertArrayEquals(new float[] { 0.5f, 0.5f, 0.5f }, labelled.traits().std());
		}
	}

	@Test
	void refusesWhatDoesNotFit() throws IOException {
		refuse("cls_token", w -> w.remove("cls_token"));
		refuse("blocks.1.attn.proj.weight", w -> w.remove("blocks.1.attn.proj.weight"));
		refuse("blocks.0.attn.qkv.bias", w -> w.remove("blocks.0.attn.qkv.bias"));
		refuse("norm.bias", w -> w.remove("norm.bias"));
		refuse("blocks.0.norm1.weight", w -> w.put("blocks.0.norm1.weight", new Tensor(new float[3], 3)));
		refuse("patch_embed.proj.weight", w -> w.put("patch_embed.proj.weight", new Tensor(new float[WIDTH * 16], WIDTH, 1,
			4, 4)));
		refuse("pos_embed", w -> w.put("pos_embed", new Tensor(new float[12 * WIDTH], 1, 12, WIDTH)));
		refuse("pos_embed", w -> w.put("pos_embed", new Tensor(new float[0], 1, 0, WIDTH)));
		refuse("blocks.1.attn.q_norm.weight", w -> w.put("blocks.1.attn.q_norm.weight", new Tensor(new float[2], 2)));
		refuse("blocks.2.norm1.weight", w -> w.put("blocks.9.norm1.weight", new Tensor(new float[2], 2)));
		refuse("norm_pre.weight", w -> w.put("norm_pre.weight", new Tensor(new float[WIDTH], WIDTH)));
		for (final float bad : new float[] { Float.NaN, Float.NEGATIVE_INFINITY })
			for (final String name : new String[] { "pos_embed", "cls_token", "norm.bias", "blocks.1.mlp.fc2.weight" })
				refuse(name, w -> w.get(name).data()[1] = bad);
		for (final int patch : new int[] { 1, 2, 65 })
			assertTrue(message(write(RandomVit.dino(64, 1, patch, GRID, 1))).contains("patches of " + patch));
		final String narrow = message(write(RandomVit.dino(48, 1, PATCH, GRID, 1)));
		assertTrue(narrow.contains("48 channels"), narrow);
	}

	@Test
	void refusesIncompleteQueriesKeysAndValues() throws IOException {
		final Path golden = Path.of("test-data", "golden", "dino_v1_p8", "weights_hf.safetensors");
		final SafeTensors file = SafeTensors.open(golden);
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		for (final String name : file.names()) tensors.put(name, file.get(name));
		tensors.remove("encoder.layer.1.attention.attention.key.weight");
		final Path damaged = write(tensors);
		final UserException e = assertThrows(UserException.class, () -> VitConfig.infer(new VitFile(damaged), 6));
		assertTrue(e.getMessage().contains("blocks.1.attn.qkv.weight"), e.getMessage());
	}

	@Test
	void refusesDamagedFiles() throws IOException {
		final byte[] bytes = Files.readAllBytes(write(dino()));
		final Path cut = folder.resolve("cut.safetensors");
		for (final int length : new int[] { 0, 5, 100, bytes.length / 2, bytes.length - 1 }) {
			Files.write(cut, Arrays.copyOf(bytes, length));
			assertTrue(message(cut).contains(cut.toString()));
		}
		assertTrue(message(folder.resolve("absent.safetensors")).contains("absent"));
	}

	private void refuse(final String tensor, final Consumer<Map<String, Tensor>> damage) throws IOException {
		final Map<String, Tensor> weights = dino();
		damage.accept(weights);
		final Path file = write(weights);
		final String message = message(file);
		assertTrue(message.contains(tensor) && message.contains(file.toString()), message);
	}

	private static String message(final Path file) {
		try (Session session = Session.open(new Session.Options("cpu", 1, 1))) {
			return assertThrows(UserException.class, () -> open(session, file)).getMessage();
		}
	}

	private static Map<String, Tensor> dino() {
		return RandomVit.dino(WIDTH, DEPTH, PATCH, GRID, 3);
	}

	private static Map<String, Tensor> registers() {
		final Map<String, Tensor> weights = dino();
		weights.put("register_tokens", RandomVit.normal(new Random(4), 1, 0, 1, 4, WIDTH));
		return weights;
	}

	private static Backbone open(final Session session, final Path file) {
		return Backbones.open(session, "file:" + file);
	}

	private Path write(final Map<String, Tensor> weights) throws IOException {
		final Path file = Files.createTempFile(folder, "vit", ".safetensors");
		SafeTensors.write(file, weights);
		return file;
	}

	private void assertSameFeatures(final Map<String, Tensor> expected, final Map<String, Tensor> actual)
		throws IOException
	{
		assertArrayEquals(features(write(expected)), features(write(actual)), 1e-5f);
	}

	private static float[] features(final Path file) {
		try (Session session = Session.open(new Session.Options("cpu", 1, 1)); Backbone vit = open(session, file);
				NDManager local = session.manager().newSubManager())
		{
			final float[] features = vit.extract(local.randomUniform(0, 1, new Shape(1, 3, 5 * PATCH, 4 * PATCH)))
				.toFloatArray();
			assertEquals(20 * WIDTH, features.length);
			return features;
		}
	}
}
