package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

class BilinearTest {

	private final SafeTensors golden = SafeTensors.open(Path.of("test-data/golden/grid_sample/upsample.safetensors"));

	@ParameterizedTest
	@ValueSource(strings = { "bilinear_40x56", "bilinear_16x14", "bilinear_3x3" })
	void likeTheReference(final String name) {
		final Tensor input = golden.get("input"), expected = golden.get(name);
		final int rows = expected.size(2), columns = expected.size(3);
		final Bilinear bilinear = new Bilinear(5, 7, rows, columns);
		for (int map = 0; map < 6; map++) {
			final float[] out = new float[rows * columns];
			bilinear.resize(Arrays.copyOfRange(input.data(), map * 35, map * 35 + 35), 1, 0, rows, out);
			assertArrayEquals(Arrays.copyOfRange(expected.data(), map * out.length, (map + 1) * out.length), out, 2e-6f);
		}
	}

	@Test
	void bandsAndChannelsGiveTheSameNumbers() {
		final float[] maps = golden.get("input").data();
		final float[] interleaved = new float[35 * 6];
		for (int i = 0; i < interleaved.length; i++)
			interleaved[i] = maps[i % 6 * 35 + i / 6];
		final Bilinear bilinear = new Bilinear(5, 7, 16, 14);
		final float[] band = new float[3 * 14 * 6];
		bilinear.resize(interleaved, 6, 9, 12, band);
		for (int map = 0; map < 6; map++) {
			final float[] whole = new float[16 * 14];
			bilinear.resize(Arrays.copyOfRange(maps, map * 35, map * 35 + 35), 1, 0, 16, whole);
			for (int i = 0; i < 3 * 14; i++)
				assertEquals(whole[9 * 14 + i], band[i * 6 + map]);
		}
	}
}
