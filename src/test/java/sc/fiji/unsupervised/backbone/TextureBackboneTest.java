package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sc.fiji.unsupervised.backbone.WaveTiles.FITTED;
import static sc.fiji.unsupervised.backbone.WaveTiles.SIDE;
import static sc.fiji.unsupervised.backbone.WaveTiles.fitted;
import static sc.fiji.unsupervised.backbone.WaveTiles.tile;
import static sc.fiji.unsupervised.backbone.WaveTiles.tiles;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

class TextureBackboneTest {

	private static final int CELLS = 28 * 28;

	private static Session session;

	@BeforeAll
	static void open() {
		session = Session.open(new Session.Options("cpu", 1, 1));
	}

	@AfterAll
	static void close() {
		session.close();
	}

	@Test
	void standardisesAndReduces() {
		final double[] variance = new double[64];
		double before = 0, after = 0;
		try (TextureBackbone backbone = fit(3, false); FilterBank bank = new FilterBank(session, FilterBank.Picture.GREY, 8);
				NDManager manager = session.manager().newSubManager())
		{
			assertEquals(64, backbone.channels());
			assertEquals(8, backbone.stride());
			final TextureState state = TextureState.of(backbone.state());
			final double[] sum = new double[64];
			for (int t = 0; t < 3; t++) {
				final float[] raw = bank.extract(manager.create(fitted(t, false), new Shape(1, 3, FITTED, FITTED)))
					.toFloatArray();
				final float[] all = state.features(raw, CELLS), averaged = extract(backbone, tile(t, false));
				assertEquals(all.length, averaged.length);
				for (int i = 0; i < all.length; i++) {
					sum[i % 64] += all[i];
					variance[i % 64] += all[i] * all[i] / (3 * CELLS);
					after += averaged[i] * averaged[i] / (3 * CELLS);
				}
			}
			for (int k = 0; k < 64; k++) {
				assertEquals(0, sum[k] / (3 * CELLS), 1e-4, "centred");
				if (k > 0) assertTrue(variance[k] <= variance[k - 1] * (1 + 1e-4), "ordered");
				before += variance[k];
			}
		}
		assertEquals(2, before, 0.01, "texture and intensity have a variance of 1 each");
		assertTrue(after > 0.8 * before && after < 0.99 * before, "averaging takes a part: " + after);
	}

	@Test
	void stride4() {
		try (TextureBackbone backbone = TextureBackbone.fit(session, tiles(2, false), 4, Progress.NONE)) {
			assertEquals(4, backbone.stride());
			final int side = TextureBackbone.TILE + 2 * backbone.halo();
			try (NDManager manager = session.manager().newSubManager()) {
				final NDArray tile = manager.create(tile(0, false)).reshape(1, 3, SIDE, SIDE).get(":, :, :" + side + ", :" + side);
				assertEquals(new Shape(1, 4 * CELLS, backbone.channels()), backbone.extract(tile).getShape());
			}
		}
	}

	@Test
	void mirroredTilesGiveMirroredFeatures() {
		for (final boolean colour : new boolean[] { false, true }) try (TextureBackbone backbone = fit(2, colour)) {
			final int channels = backbone.channels();
			final float[] tile = tile(1, colour), mirrored = new float[tile.length], turned = new float[tile.length];
			for (int i = 0; i < tile.length; i += SIDE) for (int x = 0; x < SIDE; x++) {
				mirrored[i + x] = tile[i + SIDE - 1 - x];
				final int plane = i / SIDE / SIDE, y = i / SIDE % SIDE;
				turned[(plane * SIDE + SIDE - 1 - y) * SIDE + x] = tile[i + x];
			}
			final float[] a = extract(backbone, tile), b = extract(backbone, mirrored), c = extract(backbone, turned);
			for (int y = 0; y < 28; y++) for (int x = 0; x < 28; x++) for (int k = 0; k < channels; k++) {
				assertEquals(a[(y * 28 + x) * channels + k], b[(y * 28 + 27 - x) * channels + k], 1e-4);
				assertEquals(a[(y * 28 + x) * channels + k], c[((27 - y) * 28 + x) * channels + k], 1e-4);
			}
			assertTrue(backbone.traits().mirrorInvariant());
		}
	}

	@Test
	void stateGivesTheSameBits(@TempDir final Path folder) throws Exception {
		for (final boolean colour : new boolean[] { false, true }) try (TextureBackbone backbone = fit(2, colour)) {
			final Path file = folder.resolve("state.safetensors");
			Files.write(file, SafeTensors.encode(backbone.state()));
			final SafeTensors read = SafeTensors.open(file);
			final Map<String, Tensor> state = new LinkedHashMap<>();
			for (final String name : read.names()) state.put(name, read.get(name));
			try (TextureBackbone again = TextureBackbone.fromState(session, state)) {
				assertEquals(backbone.channels(), again.channels());
				assertEquals(backbone.stride(), again.stride());
				assertArrayEquals(extract(backbone, tile(5, colour)), extract(again, tile(5, colour)));
			}
			try (TextureBackbone anew = fit(2, colour)) {
				assertArrayEquals(SafeTensors.encode(backbone.state()), SafeTensors.encode(anew.state()), "fit is repeatable");
			}
		}
	}

	/** Features of a model of before stay as they were. */
	@Test
	void theFirstVersionDidNotAverage() {
		try (TextureBackbone backbone = fit(2, false); NDManager manager = session.manager().newSubManager()) {
			final Map<String, Tensor> state = new LinkedHashMap<>(backbone.state());
			state.remove("texture.alike");
			state.put("texture.bank", new Tensor(new float[] { 1, 8, 1 }, 3));
			try (TextureBackbone first = TextureBackbone.fromState(session, state);
					FilterBank bank = new FilterBank(session, FilterBank.Picture.GREY, 8))
			{
				assertEquals(FilterBank.HALO, first.halo());
				assertEquals(state.keySet(), first.state().keySet());
				final NDArray tile = manager.create(fitted(0, false), new Shape(1, 3, FITTED, FITTED));
				assertArrayEquals(TextureState.of(state).features(bank.extract(tile).toFloatArray(), CELLS), first.extract(tile)
					.toFloatArray(), 1e-4f);
			}
		}
	}

	@Test
	void featuresDoNotDependOnTheBatch() {
		try (TextureBackbone backbone = fit(2, false)) {
			final float[] both = extract(backbone, tile(0, false), tile(1, false));
			final float[] second = extract(backbone, tile(1, false));
			assertArrayEquals(second, Arrays.copyOfRange(both, second.length, both.length));
		}
	}

	@Test
	void tilesSideBySideGiveTheSameBits() {
		final float[][] all = { tile(0, true), tile(1, true), tile(2, true), tile(3, true), tile(4, true) };
		try (TextureBackbone one = fit(5, true)) {
			final float[] expected = extract(one, all);
			try (Session three = Session.open(new Session.Options("cpu", 3, 1));
					TextureBackbone other = TextureBackbone.fit(three, tiles(5, true), Progress.NONE))
			{
				one.state().forEach((name, tensor) -> assertArrayEquals(tensor.data(), other.state().get(name).data(), name));
				assertArrayEquals(expected, extract(three, other, all));
			}
		}
		finally {
			close();
			open(); // the number of threads is one of the process
		}
	}

	@Test
	void aTileSeesNothingBeyondItsHalo() {
		try (TextureBackbone backbone = fit(2, false); NDManager manager = session.manager().newSubManager()) {
			// The same picture, as one tile of 224 pixels and as a narrow one cut from it.
			final float[] tile = tile(0, false), narrow = new float[3 * SIDE * (SIDE - 160)];
			for (int i = 0; i < 3 * SIDE; i++) System.arraycopy(tile, i * SIDE + 80, narrow, i * (SIDE - 160), SIDE - 160);
			final float[] whole = extract(backbone, tile);
			final float[] part = backbone.extract(manager.create(narrow, new Shape(1, 3, SIDE, SIDE - 160))).toFloatArray();
			final int channels = backbone.channels();
			for (int y = 0; y < 28; y++) for (int x = 0; x < 8; x++) for (int k = 0; k < channels; k++)
				assertEquals(whole[(y * 28 + x + 10) * channels + k], part[(y * 8 + x) * channels + k], 1e-4);
		}
	}

	@Test
	void choosesColourWhenAnyTileIsColoured() {
		final TileSource late = new TileSource() {

			@Override
			public int count() {
				return 4;
			}

			@Override
			public void read(final int i, final float[] out) {
				System.arraycopy(fitted(i, i == 3), 0, out, 0, out.length);
			}
		};
		try (TextureBackbone grey = fit(2, false); TextureBackbone colour = TextureBackbone.fit(session, late,
			Progress.NONE))
		{
			assertEquals(91, grey.state().get("texture.mean").size(0));
			assertEquals(114, colour.state().get("texture.mean").size(0));
			for (final float v : extract(grey, tile(0, true))) assertTrue(Float.isFinite(v), "a coloured tile is met as grey");
		}
	}

	@Test
	void constantPicturesGiveZeros() {
		for (final float value : new float[] { 0, 0.3f, 1 }) {
			final TileSource constant = new TileSource() {

				@Override
				public int count() {
					return 2;
				}

				@Override
				public void read(final int i, final float[] out) {
					Arrays.fill(out, value);
				}
			};
			try (TextureBackbone backbone = TextureBackbone.fit(session, constant, Progress.NONE)) {
				assertEquals(1, backbone.channels());
				final float[] tile = new float[3 * SIDE * SIDE];
				Arrays.fill(tile, value);
				for (final float v : extract(backbone, tile)) assertEquals(0, v, 1e-6);
				for (final float v : extract(backbone, tile(0, false))) assertEquals(0, v, 1e-6);
			}
		}
	}

	@Test
	void refusesWhatItCannotUse() {
		final TileSource broken = new TileSource() {

			@Override
			public int count() {
				return 1;
			}

			@Override
			public void read(final int i, final float[] out) {
				out[7] = Float.NaN;
			}
		};
		assertThrows(UserException.class, () -> TextureBackbone.fit(session, broken, Progress.NONE));
		try (TextureBackbone backbone = fit(1, false)) {
			final Map<String, Tensor> other = new LinkedHashMap<>(backbone.state());
			other.put("texture.bank", new Tensor(new float[] { 2, 8, 3 }, 3));
			assertThrows(UserException.class, () -> TextureBackbone.fromState(session, other), "grey state, colour filters");
		}
	}

	@Test
	void stopsWhenCancelled() {
		final Progress third = new Progress() {

			private int calls;

			@Override
			public void report(final String stage, final double fraction, final String message) {
				calls++;
			}

			@Override
			public boolean isCancelled() {
				return calls >= 3;
			}
		};
		assertThrows(CancelledException.class, () -> TextureBackbone.fit(session, tiles(8, false), third));
	}

	@Test
	void leavesNoArraysBehind() {
		final int before = session.manager().getManagedArrays().size();
		try (TextureBackbone backbone = fit(1, false); NDManager manager = session.manager().newSubManager()) {
			final NDArray input = manager.create(tile(0, false), new Shape(1, 3, SIDE, SIDE));
			for (int i = 0; i < 3; i++) backbone.extract(input).close();
			assertEquals(1, manager.getManagedArrays().size());
		}
		assertEquals(before, session.manager().getManagedArrays().size());
	}

	private static TextureBackbone fit(final int count, final boolean colour) {
		return TextureBackbone.fit(session, tiles(count, colour), Progress.NONE);
	}

	private static float[] extract(final TextureBackbone backbone, final float[]... tiles) {
		return extract(session, backbone, tiles);
	}

	private static float[] extract(final Session session, final TextureBackbone backbone, final float[]... tiles) {
		final float[] batch = new float[tiles.length * tiles[0].length];
		for (int b = 0; b < tiles.length; b++) System.arraycopy(tiles[b], 0, batch, b * tiles[0].length, tiles[0].length);
		try (NDManager manager = session.manager().newSubManager()) {
			final NDArray features = backbone.extract(manager.create(batch, new Shape(tiles.length, 3, SIDE, SIDE)));
			assertEquals(new Shape(tiles.length, CELLS, backbone.channels()), features.getShape());
			return features.toFloatArray();
		}
	}
}
