package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureCacheTest {

	private static final int TILES = 22, BYTES = 28 * 28 * 1000 * 2;

	private static ByteBuffer tile(final int i) {
		final byte[] bytes = new byte[BYTES];
		new Random(i).nextBytes(bytes);
		return ByteBuffer.wrap(bytes);
	}

	private static TilePlace place(final int i) {
		return new TilePlace(i, 8 * i, 0, 28, 28, new BitSet(), new float[784]);
	}

	private static long temporaryFiles() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter(f -> f.getFileName().toString().startsWith(SpillFile.PREFIX + ProcessHandle.current()
				.pid())).count();
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 20_000_000, Long.MAX_VALUE })
	void whereverTheyLieTheBytesAreTheSame(final long cap) throws IOException {
		final long before = temporaryFiles();
		try (FeatureCache cache = new FeatureCache(28, 28, 1000, cap)) {
			for (int i = 0; i < TILES; i++) {
				final ByteBuffer tile = tile(i);
				assertEquals(i, cache.add(tile, place(i)));
				assertEquals(BYTES, tile.remaining());
			}
			assertEquals(TILES, cache.size());
			assertEquals(cap < Long.MAX_VALUE, cache.isSpilled());
			IntStream.range(0, 4 * TILES).parallel().map(i -> i % TILES).forEach(i -> {
				final ByteBuffer half = cache.half(i);
				assertTrue(half.isDirect() && half.isReadOnly() && half.order() == ByteOrder.LITTLE_ENDIAN);
				assertEquals(tile(i), half);
				assertEquals(i, cache.place(i).slice());
			});
		}
		assertEquals(before, temporaryFiles());
	}

	@Test
	void tilesReadWhileOthersAreAdded() {
		try (FeatureCache cache = new FeatureCache(28, 28, 1000, 0)) {
			for (int i = 0; i < TILES; i++) {
				cache.add(tile(i), place(i));
				assertEquals(tile(i), cache.half(i));
			}
			assertEquals(tile(0), cache.half(0));
		}
	}

	@Test
	void indicesAndSizesAreChecked() {
		final FeatureCache cache = new FeatureCache(2, 3, 4, 1 << 25);
		assertEquals(2, cache.rows());
		assertEquals(3, cache.columns());
		assertEquals(4, cache.channels());
		cache.add(ByteBuffer.allocate(48), place(0));
		assertThrows(IllegalArgumentException.class, () -> cache.add(ByteBuffer.allocate(47), place(1)));
		assertThrows(IndexOutOfBoundsException.class, () -> cache.half(1));
		assertThrows(IndexOutOfBoundsException.class, () -> cache.half(-1));
		assertThrows(IndexOutOfBoundsException.class, () -> cache.place(1));
		assertFalse(cache.isSpilled());
		cache.close();
		cache.close();
		assertThrows(IllegalStateException.class, () -> cache.half(0));
		assertThrows(IllegalStateException.class, () -> cache.add(ByteBuffer.allocate(48), place(1)));
	}

	private static long used(final String pool) {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream().filter(b -> b.getName().equals(pool))
			.mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1L << 30 })
	void closingGivesTheMemoryBack(final long cap) {
		final long before = used("direct"), mapped = used("mapped");
		for (int i = 0; i < 5; i++)
			try (FeatureCache cache = new FeatureCache(28, 28, 1000, cap)) {
				for (int k = 0; k < 20; k++)
					cache.add(ByteBuffer.allocate(BYTES), place(k));
			}
		assertTrue(used("direct") < before + 20L * BYTES);
		assertTrue(used("mapped") < mapped + 20L * BYTES);
	}

	@Test
	void aSelectionShowsTheChosenTilesInTheirOrder() {
		try (FeatureCache cache = new FeatureCache(28, 28, 1000, 1L << 28)) {
			for (int i = 0; i < 4; i++) cache.add(tile(i), place(i));
			final FeatureCache selection = cache.select(2, 0);
			assertEquals(2, selection.size());
			assertEquals(tile(2), selection.half(0));
			assertEquals(0, selection.place(1).slice());
			assertThrows(IllegalStateException.class, () -> selection.add(tile(1), place(1)));
			selection.close();
			assertEquals(tile(0), cache.half(0));
		}
	}
}
