package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PositionEmbeddingTest {

	@ParameterizedTest
	@EnumSource
	void rowsOfWeightsSumToOne(final PositionResampling resampling) {
		for (final int to : new int[] { 1, 2, 7, 14, 15, 28, 61 })
			for (final double[] row : resampling.matrix(14, to)) assertEquals(1, Arrays.stream(row).sum(), 1e-12);
	}

	@ParameterizedTest
	@EnumSource
	void nativeGridIsLeftAloneAndOthersOfItsSizeAreNot(final PositionResampling resampling) {
		final PositionEmbedding embedding = ramp(resampling);
		assertSame(embedding.values(), embedding.at(4, 4));
		assertNotEquals(embedding.values()[4], embedding.at(2, 8)[4]);
	}

	@ParameterizedTest
	@EnumSource
	void rowsAndColumnsAreNotExchanged(final PositionResampling resampling) {
		final float[] tall = ramp(resampling).at(6, 3), wide = ramp(resampling).at(3, 6);
		for (int y = 0; y < 6; y++)
			for (int x = 0; x < 3; x++) {
				final float[] a = Arrays.copyOfRange(tall, (y * 3 + x) * 2, (y * 3 + x) * 2 + 2);
				final int other = (x * 6 + y) * 2;
				assertArrayEquals(new float[] { wide[other + 1], wide[other] }, a, 1e-5f);
			}
	}

	/** 4 x 4 cells; channel 0 is the row, channel 1 the column. */
	private static PositionEmbedding ramp(final PositionResampling resampling) {
		final float[] values = new float[32];
		for (int i = 0; i < 16; i++) {
			values[2 * i] = i / 4;
			values[2 * i + 1] = i % 4;
		}
		return new PositionEmbedding(values, 4, 2, resampling);
	}
}
