package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.RotatedRectRoi;
import ij.gui.ShapeRoi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.Region;

class SelectionTest {

	private static final int WIDTH = 50, HEIGHT = 40;

	private final ImagePlus image = new ImagePlus("cells.tif", new ByteProcessor(WIDTH, HEIGHT));

	@AfterEach
	void forget() {
		WindowManager.setTempCurrentImage(null);
	}

	private Region region(final Roi roi) {
		image.setRoi(roi);
		return Selection.of(image, "selection");
	}

	static List<Roi> areas() {
		return List.of(new Roi(3, 4, 20, 10), new Roi(-5, 30, 20, 30), new OvalRoi(5, 5, 30, 20), new Roi(5, 5, 30, 20, 12),
			new PolygonRoi(new float[] { 2.5f, 40.2f, 20 }, new float[] { 3, 10.7f, 38 }, Roi.POLYGON), new PolygonRoi(new int[] {
				1, 30, 25, 4 }, new int[] { 1, 2, 30, 20 }, 4, Roi.FREEROI), new RotatedRectRoi(5, 5, 40, 30, 10), new ShapeRoi(
					new OvalRoi(4, 4, 30, 30)).not(new ShapeRoi(new Roi(10, 10, 10, 10))), new ShapeRoi(new Roi(1, 1, 5, 5)).or(
						new ShapeRoi(new OvalRoi(30, 20, 10, 10))));
	}

	/** The pixels that ImageJ's own commands change. */
	private static boolean[] filled(final Roi roi) {
		final ImageProcessor plane = new ByteProcessor(WIDTH, HEIGHT);
		plane.setValue(255);
		plane.fill(roi);
		final boolean[] filled = new boolean[WIDTH * HEIGHT];
		for (int i = 0; i < filled.length; i++) filled[i] = plane.get(i) > 0;
		return filled;
	}

	@ParameterizedTest
	@MethodSource("areas")
	void anAreaIsWhatImageJFills(final Roi roi) {
		final boolean[] expected = filled(roi);
		final Region region = region(roi);
		assertTrue(IntStream.range(0, expected.length).allMatch(i -> expected[i] == region.contains(i)), roi.toString());
		assertSame(roi, image.getRoi());
	}

	@ParameterizedTest
	@MethodSource("areas")
	void aMacroSelectsItAgain(final Roi roi) {
		final Region region = region(roi);
		final String statement = Selection.statement(image, "selection");
		image.deleteRoi();
		WindowManager.setTempCurrentImage(image);
		IJ.runMacro(statement);
		assertEquals(region, Selection.of(image, "selection"), statement);
	}

	@Test
	void commonShapesAreReadable() {
		image.setRoi(3, 4, 20, 10);
		assertEquals("makeRectangle(3, 4, 20, 10); ", Selection.statement(image, "selection"));
		image.setRoi(new OvalRoi(3, 4, 20, 10));
		assertEquals("makeOval(3, 4, 20, 10); ", Selection.statement(image, "selection"));
		assertEquals("", Selection.statement(image, "whole"));
		assertEquals("", Selection.statement(image, null));
	}

	@Test
	void linesPointsAndNothingMeanTheWhole() {
		assertSame(Region.WHOLE, region(null));
		assertSame(Region.WHOLE, region(new Line(1, 2, 30, 20)));
		assertSame(Region.WHOLE, region(new PointRoi(5, 6)));
		assertSame(Region.WHOLE, region(new PolygonRoi(new int[] { 1, 30, 25 }, new int[] { 1, 2, 30 }, 3, Roi.POLYLINE)));
		assertSame(Region.WHOLE, region(new Roi(0, 0, WIDTH, HEIGHT)), "all selected");
		assertEquals("", Selection.statement(image, "selection").replace("makeRectangle(0, 0, 50, 40); ", ""));
		image.setRoi(3, 4, 5, 6);
		assertSame(Region.WHOLE, Selection.of(image, "whole"));
	}

	@Test
	void outsideOfTheImage() {
		final UserException e = assertThrows(UserException.class, () -> region(new Roi(60, 5, 20, 20)));
		assertEquals("The selection of the image cells.tif has no pixel in it; select an area of the image, or use " +
			"region=whole.", e.getMessage());
		assertEquals("region=all is not known; use selection or whole.", assertThrows(UserException.class, () -> Selection.of(
			image, "all")).getMessage());
	}
}
