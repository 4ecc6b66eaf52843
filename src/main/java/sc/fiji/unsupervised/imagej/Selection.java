package sc.fiji.unsupervised.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import java.awt.Rectangle;
import java.util.Base64;
import java.util.List;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.Region;

/**
 * The part of an image that the key {@code region} names. As for ImageJ's own commands an area that is selected, of any
 * shape, holds for all slices, and lines and points select nothing. The selection itself stays as it is.
 */
public final class Selection {

	/** Values of the key: the selected area or, where none is, the whole image; the whole image in any case. */
	public static final List<String> REGIONS = List.of("selection", "whole");

	private Selection() {}

	/**
	 * @param key one of {@link #REGIONS}
	 * @throws UserException if it is none of these, or no pixel of the image is selected
	 */
	public static Region of(final ImagePlus image, final String key) {
		if (!REGIONS.contains(key)) throw new UserException("region=" + key + " is not known; use " + String.join(" or ",
			REGIONS) + ".");
		final Roi area = area(image, key);
		if (area == null) return Region.WHOLE;
		final int width = image.getWidth(), height = image.getHeight();
		final boolean[] inside = new boolean[width * height];
		final Rectangle bounds = area.getBounds(), seen = bounds.intersection(new Rectangle(width, height));
		final ImageProcessor mask = area.getMask();
		boolean any = false;
		for (int y = seen.y; y < seen.y + seen.height; y++)
			for (int x = seen.x; x < seen.x + seen.width; x++) {
				inside[y * width + x] = mask == null || mask.get(x - bounds.x, y - bounds.y) != 0;
				any |= inside[y * width + x];
			}
		if (!any) throw new UserException("The selection of the image " + image.getTitle() +
			" has no pixel in it; select an area of the image, or use region=whole.");
		return Region.of(width, inside);
	}

	/** A copy of the area that counts, or null for the whole image. */
	static Roi area(final ImagePlus image, final String key) {
		final Roi roi = image.getRoi();
		return roi == null || !roi.isArea() || !key.equals(REGIONS.get(0)) ? null : (Roi) roi.clone();
	}

	/**
	 * Macro statement that selects the same area again; empty where the whole image is meant.
	 *
	 * @param key as in {@link #of}, or null for commands without this key
	 */
	static String statement(final ImagePlus image, final String key) {
		final Roi area = key == null ? null : area(image, key);
		if (area == null) return "";
		final Rectangle b = area.getBounds();
		final String box = "(" + b.x + ", " + b.y + ", " + b.width + ", " + b.height + "); ";
		if (area.getClass() == Roi.class && area.getCornerDiameter() == 0 && !area.subPixelResolution()) return "makeRectangle" +
			box;
		if (area.getClass() == OvalRoi.class && !area.subPixelResolution()) return "makeOval" + box;
		return "call(\"" + Selection.class.getName() + ".restore\", \"" + Base64.getEncoder().encodeToString(RoiEncoder
			.saveAsByteArray(outline(image, of(image, key)))) + "\"); ";
	}

	/** The selection of exactly these pixels; some shapes, such as a rotated rectangle, do not come back from a file as they were. */
	private static Roi outline(final ImagePlus image, final Region region) {
		final ImageProcessor plane = new ByteProcessor(image.getWidth(), image.getHeight());
		for (int i = 0; i < plane.getPixelCount(); i++) plane.set(i, region.contains(i) ? 1 : 0);
		return ClassOutlines.of(plane, 1);
	}

	/**
	 * Selects an area of the current image, for macros that repeat a run.
	 *
	 * @param text ImageJ's own format of a selection in base 64
	 * @return an empty text, as macros want one
	 */
	public static String restore(final String text) {
		IJ.getImage().setRoi(RoiDecoder.openFromByteArray(Base64.getDecoder().decode(text)));
		return "";
	}
}
