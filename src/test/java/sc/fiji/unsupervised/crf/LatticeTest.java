package sc.fiji.unsupervised.crf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.Cancelled;
import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

class LatticeTest {

	private static final int LANES = Lattice.LANES;

	private static SafeTensors golden(final String name) {
		return SafeTensors.open(Path.of("test-data/golden/crf/lattice_" + name + ".safetensors"));
	}

	private static Lattice lattice(final Tensor features) {
		final int d = features.size(1);
		return new Lattice(features.size(0), d, (p, f) -> System.arraycopy(features.data(), p * d, f, 0, d),
			Progress.NONE);
	}

	private static float[] filter(final Lattice lattice, final float[] signal) {
		final Lattice.Work work = new Lattice.Work(lattice.vertices());
		final float[] ones = new float[signal.length / LANES];
		Arrays.fill(ones, 1);
		lattice.spread(signal, ones, work, Progress.NONE);
		final float[] sum = new float[signal.length];
		lattice.slice(work, ones, 1, sum);
		return sum;
	}

	@ParameterizedTest
	@ValueSource(strings = { "bilateral5d", "bilateral5d_wide", "gaussian2d", "random3d", "random3d_n_not_multiple_of_4" })
	void structureEqualsTheReference(final String name) {
		final SafeTensors golden = golden(name);
		final Lattice lattice = lattice(golden.get("features"));
		final Tensor vertex = golden.get("vertex_index"), weight = golden.get("barycentric");
		final int corners = vertex.size(1);
		for (int e = 0; e < vertex.data().length; e++) {
			assertEquals((int) vertex.data()[e], lattice.vertex(e / corners, e % corners));
			assertEquals(weight.data()[e], lattice.weight(e / corners, e % corners), 1e-6f);
		}
		final Tensor neighbours = golden.get("blur_neighbours");
		final int vertices = neighbours.size(1);
		assertEquals(vertices, lattice.vertices());
		for (int e = 0; e < neighbours.data().length; e++) {
			final int expected = (int) neighbours.data()[e];
			assertEquals(expected == -1 ? vertices : expected, lattice.neighbour(e / 2 / vertices, e / 2 % vertices, e % 2));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bilateral5d", "bilateral5d_wide", "gaussian2d", "random3d", "random3d_n_not_multiple_of_4" })
	void filtersLikeTheReference(final String name) {
		final SafeTensors golden = golden(name);
		final Lattice lattice = lattice(golden.get("features"));
		final float[] expected = golden.get("filtered").data();
		final float[] filtered = filter(lattice, golden.get("values").data());
		for (int i = 0; i < expected.length; i++) assertEquals(expected[i], filtered[i], 1e-6f * Math.max(1, Math.abs(
			expected[i])));

		final int points = golden.get("features").size(0);
		final float[] ones = golden.get("filtered_ones").data(), norm = golden.get("norm_symmetric").data();
		final float[] constant = new float[points * LANES];
		Arrays.fill(constant, 1);
		final float[] sum = filter(lattice, constant);
		final float[] scale = new Kernel(lattice, 1, Progress.NONE).scale();
		for (int p = 0; p < points; p++) {
			assertEquals(ones[p], sum[p * LANES], 1e-6f * Math.max(1, ones[p]));
			assertEquals(norm[p], scale[p], 1e-6f);
		}
	}

	@Test
	void numbersVerticesOverBlocksLikeOneScan() {
		final int points = 70_001, d = 3;
		final float[] features = new float[points * d];
		final Random random = new Random(3);
		for (int i = 0; i < features.length; i++) features[i] = random.nextFloat() * 20 - 10;
		final Lattice lattice = lattice(new Tensor(features, points, d));

		final VertexTable table = new VertexTable(1);
		final Simplex simplex = new Simplex(d);
		final VertexCode code = new VertexCode(new int[] { 99, 99, 99 });
		final long[] codes = new long[d + 1];
		for (int p = 0; p < points; p++) {
			simplex.locate(Arrays.copyOfRange(features, p * d, (p + 1) * d));
			simplex.vertices(code, codes);
			float sum = 0;
			for (int q = 0; q <= d; q++) {
				assertEquals(table.insert(codes[q]), lattice.vertex(p, q));
				sum += simplex.weights[q];
			}
			assertEquals(1, sum, 1e-5f);
		}
	}

	@Test
	void isLinear() {
		final SafeTensors golden = golden("random3d");
		final Lattice lattice = lattice(golden.get("features"));
		final float[] values = golden.get("values").data();
		final float[] twice = new float[values.length];
		for (int i = 0; i < values.length; i++) twice[i] = 2 * values[i];
		final float[] a = filter(lattice, values), b = filter(lattice, twice);
		for (int i = 0; i < a.length; i++) assertEquals(2 * a[i], b[i]);
	}

	@Test
	void buildingCanBeCancelled() {
		assertThrows(CancelledException.class, () -> new Lattice(4, 2, (p, f) -> {}, Cancelled.AT_ONCE));
	}
}
