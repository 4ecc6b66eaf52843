package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The axes of an OME-TIFF, whose pages ImageJ 1 takes for sections: sizes, order and pixel size from the first
 * {@code Pixels} element of the OME-XML in the description.
 *
 * @param element text of the element
 */
record OmeAxes(String element) {

	private static final Pattern PIXELS = Pattern.compile("<(?:\\w+:)?Pixels\\s[^>]*>");

	/**
	 * Gives an image the axes that its description tells.
	 *
	 * @param description of the first page, or null
	 * @return the image as it is if there are none or they do not fit its number of pages
	 */
	static ImagePlus arrange(final ImagePlus image, final String description) {
		final Matcher pixels = PIXELS.matcher(description == null ? "" : description);
		if (!pixels.find()) return image;
		final OmeAxes axes = new OmeAxes(pixels.group());
		final int c = axes.size('C'), z = axes.size('Z'), t = axes.size('T');
		if ((long) c * z * t != image.getStackSize() || !axes.text("DimensionOrder", "").matches("XY[CZT]{3}")) return image;
		final ImagePlus arranged = new ImagePlus(image.getTitle(), axes.sort(image.getStack(), c, z, t));
		arranged.setDimensions(c, z, t);
		arranged.setOpenAsHyperStack(c > 1 || z > 1 && t > 1);
		arranged.setCalibration(axes.calibrate(image.getCalibration()));
		return arranged;
	}

	private String text(final String attribute, final String otherwise) {
		final Matcher value = Pattern.compile("\\s" + attribute + "\\s*=\\s*[\"']([^\"']*)[\"']").matcher(element);
		return value.find() ? value.group(1) : otherwise;
	}

	private int size(final char axis) {
		final String size = text("Size" + axis, "1");
		return size.matches("[1-9]\\d{0,7}") ? Integer.parseInt(size) : 1;
	}

	/** Channels fastest, then sections, then time points, as ImageJ has it. */
	private ImageStack sort(final ImageStack pages, final int c, final int z, final int t) {
		final ImageStack sorted = new ImageStack(pages.getWidth(), pages.getHeight());
		for (int frame = 0; frame < t; frame++)
			for (int section = 0; section < z; section++)
				for (int channel = 0; channel < c; channel++) {
					int page = 0, step = 1;
					for (final char axis : text("DimensionOrder", "").substring(2).toCharArray()) {
						page += step * (axis == 'C' ? channel : axis == 'Z' ? section : frame);
						step *= size(axis);
					}
					sorted.addSlice(pages.getSliceLabel(page + 1), pages.getPixels(page + 1));
				}
		return sorted;
	}

	private Calibration calibrate(final Calibration before) {
		final Calibration calibration = before.copy();
		final double x = number("PhysicalSizeX"), y = number("PhysicalSizeY"), z = number("PhysicalSizeZ");
		if (x > 0 && y > 0) {
			calibration.pixelWidth = x;
			calibration.pixelHeight = y;
			calibration.setUnit(text("PhysicalSizeXUnit", "µm"));
		}
		if (z > 0) calibration.pixelDepth = z;
		if (number("TimeIncrement") > 0) calibration.frameInterval = number("TimeIncrement");
		return calibration;
	}

	private double number(final String attribute) {
		final String text = text(attribute, "0");
		return text.matches("[0-9.]+([eE][+-]?\\d+)?") ? Double.parseDouble(text) : 0;
	}
}
