package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelStoreTest {

	private static final int WIDTH = 37, HEIGHT = 23;

	private static Labels slice(final int classes, final boolean maps, final Random random) {
		final short[] labels = new short[WIDTH * HEIGHT];
		for (int i = 0; i < labels.length; i++) labels[i] = (short) (1 + random.nextInt(classes));
		final float[] values = new float[maps ? labels.length * 2 : 0];
		for (int i = 0; i < values.length; i++) values[i] = random.nextFloat();
		return new Labels(List.of(Labels.image(labels, classes, WIDTH, HEIGHT)), maps ? List.of(ArrayImgs.floats(values, WIDTH,
			HEIGHT, 2)) : List.of(), classes, "cpu", 0.5);
	}

	@ParameterizedTest
	@CsvSource({ "4, 0, false", "255, 0, true", "300, 0, false", "4, 100000000, true", "65535, 0, true" })
	void givesBackWhatCame(final int classes, final long memory, final boolean maps) {
		final Random random = new Random(3);
		final List<Labels> parts = new ArrayList<>();
		try (LabelStore store = new LabelStore(memory)) {
			for (int i = 0; i < 5; i++) {
				parts.add(slice(classes, maps, random));
				store.add(parts.get(i));
				assertEquals(i + 1, store.size());
			}
			final Labels expected = Labels.join(parts), found = store.labels();
			assertEquals(2.5, found.seconds());
			assertEquals(classes, found.classes());
			for (int i = 0; i < 5; i++) {
				assertEquals(labels(expected.slices().get(i)), labels(found.slices().get(i)));
				if (maps) assertEquals(values(expected.probabilities().get(i)), values(found.probabilities().get(i)));
			}
			assertEquals(maps ? 5 : 0, found.probabilities().size());
		}
	}

	@Test
	void whatWasHandedOverOwnsItsFile() throws Exception {
		final LabelStore store = new LabelStore(0);
		store.add(slice(3, true, new Random(1)));
		Labels labels = store.handOver();
		assertEquals(labels.slices().get(0).size() * (1 + 2 * Float.BYTES), store.bytes());
		List<?> maps = labels.probabilities();
		labels = null;
		System.gc();
		Thread.sleep(100);
		Thread.currentThread().interrupt(); // must not close the file
		assertNotNull(maps.get(0));
		assertTrue(Thread.interrupted());
		maps = null;
		for (int i = 0; i < 100 && !isClosed(store); i++) {
			System.gc();
			Thread.sleep(20);
		}
		assertTrue(isClosed(store));
	}

	private static boolean isClosed(final LabelStore store) {
		try {
			store.labels().slices().get(0);
			return false;
		}
		catch (final IllegalStateException e) {
			return true;
		}
	}

	private static List<Integer> labels(final Img<? extends IntegerType<?>> image) {
		final List<Integer> labels = new ArrayList<>();
		for (final IntegerType<?> label : Views.flatIterable(image)) labels.add(label.getInteger());
		return labels;
	}

	private static List<Float> values(final Img<FloatType> image) {
		final List<Float> values = new ArrayList<>();
		for (final FloatType value : Views.flatIterable(image)) values.add(value.get());
		return values;
	}

	@Test
	void anotherImageMayHaveAnotherSize() {
		try (LabelStore store = new LabelStore(0)) {
			store.add(slice(3, false, new Random(1)));
			store.clear();
			assertEquals(0, store.size());
			store.add(new Labels(List.of(Labels.image(new short[] { 1, 2 }, 2, 2, 1)), List.of(), 2, "cpu", 0));
			assertEquals(List.of(1, 2), labels(store.labels().slices().get(0)));
		}
	}
}
