package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.engine.Precision;
import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

class VisionTransformerTest {

	private static final int WIDTH = 128, DEPTH = 3, PATCH = 8, GRID = 4, SIDE = PATCH * GRID;

	private final Map<String, Tensor> weights = RandomVit.dino(WIDTH, DEPTH, PATCH, GRID, 7);
	private Session session;
	private VisionTransformer vit;
	private Path file;

	@BeforeEach
	void open() throws IOException {
		file = RandomVit.folder().resolve("vit.safetensors");
		SafeTensors.write(file, weights);
		session = Session.open(new Session.Options("cpu", 1, 1));
		vit = new VisionTransformer(session, file, CatalogueEntry.file("test"), 0);
	}

	@AfterEach
	void close() {
		vit.close();
		session.close();
	}

	private NDArray images(final NDManager manager, final int batch, final int rows, final int columns) {
		return manager.randomUniform(0, 1, new Shape(batch, 3, rows * PATCH, columns * PATCH));
	}

	@Test
	void recognisesTheNetwork() {
		assertEquals(new VitConfig(WIDTH, DEPTH, 2, PATCH, GRID, 0, 1, 4 * WIDTH, false, false, false), vit.config());
		assertEquals(List.of(WIDTH, PATCH, 224, 0), List.of(vit.channels(), vit.stride(), vit.tile(), vit.halo()));
		assertEquals(Map.of(), vit.state());
		assertEquals("file:test", vit.id());
	}

	@Test
	void everyBlockAgreesWithPlainArrayOperations() {
		try (NDManager local = session.manager().newSubManager()) {
			final NDArray x = images(local, 2, GRID, GRID);
			final VitReference reference = new VitReference(local, weights, 2);
			final List<FeatureMap> maps = vit.forward(x, Request.of(1, Output.TOKENS), Request.of(-2, Output.TOKENS), Request
				.last(Output.TOKENS));
			for (int block = 1; block <= DEPTH; block++) assertClose(VitReference.patches(reference.tokens(x, block)), maps.get(
				block - 1).get(Output.TOKENS));
		}
	}

	@Test
	void bothWaysOfLinearLayersAgree() {
		try (NDManager local = session.manager().newSubManager();
				Script plain = VitOperators.plain(session, vit.config(), Precision.FLOAT32);
				Script chosen = VitOperators.compile(session, vit.config(), load(local), Precision.FLOAT32))
		{
			final NDArray[] arguments = new NDArray[13];
			System.arraycopy(load(local).blocks()[0], 0, arguments, 1, 12);
			arguments[0] = local.randomNormal(new Shape(2, 17, WIDTH));
			assertClose(plain.call("block", arguments).singletonOrThrow(), chosen.call("block", arguments).singletonOrThrow());
		}
	}

	private VitWeights load(final NDManager manager) {
		return VitWeights.load(manager, new VitFile(file), vit.config(), Precision.FLOAT32);
	}

	@Test
	void extractNormalisesAndWorksInBatches() {
		try (NDManager local = session.manager().newSubManager()) {
			final NDArray tiles = images(local, 9, 3, 5);
			final NDArray features = vit.extract(tiles);
			assertEquals(new Shape(9, 15, WIDTH), features.getShape());
			final Traits traits = vit.traits();
			final NDArray normalised = tiles.sub(local.create(traits.mean(), new Shape(3, 1, 1))).div(local.create(traits
				.std(), new Shape(3, 1, 1)));
			assertClose(vit.forward(normalised, Request.last(Output.TOKENS)).get(0).get(Output.TOKENS), features);
			assertEquals(local, features.getManager());
		}
	}

	@Test
	void sameInputGivesSameBytes() {
		try (NDManager local = session.manager().newSubManager()) {
			final NDArray tiles = images(local, 3, 4, 6);
			assertArrayEquals(vit.extract(tiles).toFloatArray(), vit.extract(tiles).toFloatArray());
		}
	}

	@Test
	void resultsCanEnterATrainingGraph() {
		try (NDManager local = session.manager().newSubManager()) {
			final NDArray features = vit.extract(images(local, 1, 2, 2));
			final NDArray w = local.ones(new Shape(1, 1, WIDTH));
			w.setRequiresGradient(true);
			try (var gradients = session.gradients()) {
				gradients.backward(features.mul(w).sum());
			}
			assertArrayEquals(features.sum(new int[] { 0, 1 }).toFloatArray(), w.getGradient().reshape(WIDTH).toFloatArray(),
				1e-4f);
		}
	}

	@Test
	void nothingIsLeftBehind() {
		try (NDManager local = session.manager().newSubManager()) {
			final NDArray tiles = images(local, 5, 4, 4);
			vit.extract(tiles).close();
			final int managed = managed(local), ofNetwork = managed(session.manager());
			for (int i = 0; i < 20; i++) {
				vit.extract(tiles).close();
				vit.forward(tiles, Request.last(Output.values())).get(0).outputs().values().forEach(NDArray::close);
			}
			assertEquals(managed, managed(local));
			assertEquals(ofNetwork, managed(session.manager()));
		}
	}

	@Test
	void positionsOfFewGridsAreKept() {
		final int before = managed(session.manager());
		assertTrue(before > 12 * DEPTH, "arrays of the network are counted");
		for (int columns = 1; columns <= 12; columns++) {
			try (NDManager local = session.manager().newSubManager()) {
				assertEquals(new Shape(1, 2L * columns, WIDTH), vit.extract(images(local, 1, 2, columns)).getShape());
			}
		}
		assertTrue(managed(session.manager()) == before + 4, "positions pile up");
	}

	@Test
	void refusesImagesThatAreNoWholePatches() {
		try (NDManager local = session.manager().newSubManager()) {
			final NDArray x = local.zeros(new Shape(1, 3, SIDE + 1, SIDE));
			assertThrows(IllegalArgumentException.class, () -> vit.extract(x));
			final NDArray grey = local.zeros(new Shape(1, 1, SIDE, SIDE));
			assertThrows(IllegalArgumentException.class, () -> vit.forward(grey, Request.last(Output.TOKENS)));
			final NDArray good = local.zeros(new Shape(1, 3, SIDE, SIDE));
			assertThrows(IllegalArgumentException.class, () -> vit.forward(good, Request.of(4, Output.TOKENS)));
			assertThrows(IllegalArgumentException.class, () -> vit.forward(good, Request.last(Output.CLS)).get(0).get(
				Output.KEYS));
		}
	}

	/** Number of arrays in a manager and below. */
	private static int managed(final NDManager manager) {
		return manager.getManagedArrays().size();
	}

	private static void assertClose(final NDArray expected, final NDArray actual) {
		assertEquals(expected.getShape(), actual.getShape());
		assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), 2e-5f);
	}
}
