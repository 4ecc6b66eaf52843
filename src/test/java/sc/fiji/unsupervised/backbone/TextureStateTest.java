package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.FilterBank.Picture;
import sc.fiji.unsupervised.model.Tensor;

class TextureStateTest {

	/** Three raw features, two that leave. */
	private static final TextureState STATE = new TextureState(Picture.COLOUR, 4, new float[] { 1, 2, 3 }, new float[] { 1,
		0.5f, 0 }, new float[] { 1, 0, 2, 1, 7, 7 }, new float[] { 10, 20 }, 0.25f);

	@Test
	void featuresAreStandardisedClippedAndProjected() {
		// (F, cells) of two cells: z = (1, 2, 0), and (5, -5, 0) clipped.
		final float[] raw = { 2, 100, 6, -100, 9, 9 };
		assertArrayEquals(new float[] { 10 + 1 + 4, 20 + 2, 10 + 5 - 10, 20 - 5 }, STATE.features(raw, 2));
	}

	@Test
	void tensorsGiveTheSameState() {
		final TextureState read = TextureState.of(STATE.toTensors());
		assertEquals(Picture.COLOUR, read.picture());
		assertEquals(4, read.stride());
		assertArrayEquals(STATE.mean(), read.mean());
		assertArrayEquals(STATE.scale(), read.scale());
		assertArrayEquals(STATE.projection(), read.projection());
		assertArrayEquals(STATE.offset(), read.offset());
		assertEquals(0.25f, read.alike());
		assertEquals(LikeNeighbours.ROUNDS, read.rounds());
	}

	@Test
	void withoutAveragingItIsOfTheFirstVersion() {
		final Map<String, Tensor> first = STATE.withAlike(0).toTensors();
		assertEquals(1, first.get("texture.bank").data()[0]);
		assertEquals(Set.of("texture.bank", "texture.mean", "texture.scale", "texture.projection", "texture.offset"), first
			.keySet());
		assertEquals(0, TextureState.of(first).rounds());
	}

	@Test
	void refusesWhatIsMissingDamagedOrOfALaterVersion() {
		final Map<String, Tensor> good = STATE.toTensors();
		assertEquals(6, good.size());
		for (final String name : good.keySet()) {
			final Map<String, Tensor> state = new LinkedHashMap<>(good);
			state.remove(name);
			final String message = refused(state);
			assertTrue(message.contains(name) || name.endsWith("projection"), message);
		}
		for (final float alike : new float[] { 0, -1, Float.NaN, Float.POSITIVE_INFINITY }) {
			final Map<String, Tensor> state = new LinkedHashMap<>(good);
			state.put("texture.alike", new Tensor(new float[] { alike }, 1));
			assertTrue(refused(state).contains("texture.alike"));
		}
		final Map<String, Tensor> later = new LinkedHashMap<>(good);
		later.put("texture.bank", new Tensor(new float[] { 3, 8, 1 }, 3));
		assertTrue(refused(later).endsWith("update the plugin."));
	}

	private static String refused(final Map<String, Tensor> state) {
		return assertThrows(UserException.class, () -> TextureState.of(state)).getMessage();
	}
}
