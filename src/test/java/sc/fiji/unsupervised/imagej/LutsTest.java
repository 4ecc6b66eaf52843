package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ShortProcessor;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.segment.Palette;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LutsTest {

	@Test
	void blackThenColoursThatAllCanTellApart() {
		assertEquals(0, Palette.rgb(0));
		assertEquals(0xe69f00, Palette.rgb(1));
		assertEquals(0xcc79a7, Palette.rgb(7));
		assertEquals(256, IntStream.range(0, 256).map(Palette::rgb).distinct().count());
		assertEquals(Palette.rgb(1), Palette.rgb(256));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 7, 27, 100, 127, 128, 129, 200, 254, 255 })
	void everyLabelIsShownInItsColour(final int classes) {
		final ByteProcessor labels = new ByteProcessor(classes + 1, 1);
		for (int label = 0; label <= classes; label++)
			labels.set(label, label);
		labels.setLut(Luts.classes(classes));
		assertEquals(classes, labels.getMax());
		final ColorProcessor shown = new ColorProcessor(labels.createImage());
		for (int label = 0; label <= classes; label++)
			assertEquals(Palette.rgb(label), shown.get(label) & 0xffffff, "label " + label);
	}

	@Test
	void moreClassesThanColours() {
		final ShortProcessor labels = new ShortProcessor(401, 1);
		for (int label = 0; label <= 400; label++)
			labels.set(label, label);
		labels.setLut(Luts.classes(400));
		final ColorProcessor shown = new ColorProcessor(labels.createImage());
		assertEquals(0, shown.get(0) & 0xffffff);
		assertEquals(256, IntStream.range(0, 401).map(shown::get).distinct().count());
	}
}
