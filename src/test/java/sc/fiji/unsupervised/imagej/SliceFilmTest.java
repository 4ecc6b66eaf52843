package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.segment.SliceLabels;
import sc.fiji.unsupervised.segment.SlicePreview.Shown;

class SliceFilmTest {

	private static final Shown SHOWN = new Shown(new SliceLabels(2, 2, new short[] { 1, 1, 0, 2 }, null), List.of(0xff0000,
		0x0000ff), "");

	private final ImagePlus image = TestImages.twoTextures("a.tif", 2, 2, 6);

	@Test
	void anImageWithoutOverlayHasNoneAfterwards() {
		final SliceFilm film = new SliceFilm(image);
		film.show(SHOWN, 2);
		film.show(SHOWN, 3);
		assertEquals(1, image.getOverlay().size());
		assertEquals(4, image.getOverlay().get(0).getPosition());
		film.remove();
		assertNull(image.getOverlay());
	}

	@Test
	void anEarlierOverlayAndItsHidingComeBack() {
		final Roi own = new Roi(0, 0, 1, 1);
		final Overlay before = new Overlay(own);
		image.setOverlay(before);
		image.setHideOverlay(true);
		final SliceFilm film = new SliceFilm(image);
		film.show(SHOWN, 0);
		assertFalse(image.getHideOverlay());
		assertEquals(2, image.getOverlay().size());
		film.remove();
		assertSame(before, image.getOverlay());
		assertArrayEquals(new Roi[] { own }, before.toArray());
		assertTrue(image.getHideOverlay());
	}

	@Test
	void whatIsAddedMeanwhileStays() {
		final SliceFilm film = new SliceFilm(image);
		film.show(SHOWN, 0);
		final Roi added = new Roi(0, 0, 1, 1);
		image.getOverlay().add(added);
		film.remove();
		assertArrayEquals(new Roi[] { added }, image.getOverlay().toArray());
	}

	@Test
	void theSliceOfAHyperstack() {
		image.setDimensions(1, 3, 2);
		image.setOpenAsHyperStack(true);
		final SliceFilm film = new SliceFilm(image);
		film.show(SHOWN, 4);
		final Roi roi = image.getOverlay().get(0);
		assertEquals(2, roi.getZPosition());
		assertEquals(2, roi.getTPosition());
		assertEquals(0, roi.getCPosition());
	}

	@Test
	void bordersInFullColourAndNothingWhereThereIsNoClass() {
		new SliceFilm(image).show(SHOWN, 0);
		final ImageRoi roi = (ImageRoi) image.getOverlay().get(0);
		final var film = OverlayPicture.film(new ij.process.ShortProcessor(2, 2, new short[] { 1, 1, 0, 2 }, null), SHOWN
			.colours());
		assertEquals(2, roi.getBounds().width);
		assertEquals(0xffff0000, film.getRGB(0, 0));
		assertEquals(0, film.getRGB(0, 1));
		assertEquals(Math.round(255 * 0.35f), film.getRGB(1, 1) >>> 24);
		assertEquals(0x0000ff, film.getRGB(1, 1) & 0xffffff);
	}
}
