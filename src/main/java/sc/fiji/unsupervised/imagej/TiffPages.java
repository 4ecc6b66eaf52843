package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.stream.ImageInputStream;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Reads TIFF files that {@link TiffTags} let pass with Java's own reader: any number of samples per pixel, tiled or not,
 * up to 64 bits.
 */
final class TiffPages {

	private TiffPages() {}

	/**
	 * Reads all pages of the size of the first.
	 *
	 * @return an image whose channels are the samples of a pixel and whose sections are the pages, or null if it cannot be
	 *         read
	 */
	static ImagePlus read(final Path path) {
		try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
			final Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("tiff");
			if (!readers.hasNext()) return null;
			final ImageReader reader = readers.next();
			try {
				reader.setInput(in, false, true); // nothing but what tells of the pixels
				return read(reader);
			}
			finally {
				reader.dispose();
			}
		}
		catch (final IOException | RuntimeException e) {
			return null; // the caller says what to do, whatever the reason
		}
	}

	private static ImagePlus read(final ImageReader reader) throws IOException {
		final ImageStack stack = new ImageStack(reader.getWidth(0), reader.getHeight(0));
		int channels = 1;
		for (int page = 0; page < reader.getNumImages(true); page++) {
			if (reader.getWidth(page) != stack.getWidth() || reader.getHeight(page) != stack.getHeight()) break;
			final BufferedImage image = reader.read(page);
			if (!isUnderstood(image.getRaster(), reader.getImageMetadata(page))) return null;
			channels = add(image, stack);
		}
		final ImagePlus image = new ImagePlus("", stack);
		image.setDimensions(channels, stack.size() / channels, 1);
		image.setOpenAsHyperStack(channels > 1);
		return image;
	}

	/** Java takes half-precision numbers for integers. */
	private static boolean isUnderstood(final Raster raster, final IIOMetadata metadata) {
		final Element root = (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
		final NodeList formats = root.getElementsByTagName("SampleFormat");
		final boolean real = formats.getLength() > 0 && ((Element) formats.item(0)).getAttribute("value").equals("Real");
		final int type = raster.getTransferType();
		return real == (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE);
	}

	/** Adds the channels of a page and tells their number. */
	private static int add(final BufferedImage image, final ImageStack stack) {
		final Raster raster = image.getRaster();
		final boolean colours = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_RGB;
		if (colours && raster.getTransferType() == DataBuffer.TYPE_BYTE) {
			stack.addSlice(new ColorProcessor(image));
			return 1;
		}
		final int alpha = image.getColorModel().hasAlpha() && colours ? 1 : 0;
		final int channels = raster.getNumBands() - alpha;
		for (int c = 0; c < channels; c++)
			stack.addSlice(processor(raster, c));
		return channels;
	}

	private static ImageProcessor processor(final Raster raster, final int channel) {
		final int width = raster.getWidth(), height = raster.getHeight();
		final ImageProcessor processor = switch (raster.getTransferType()) {
			case DataBuffer.TYPE_BYTE -> new ByteProcessor(width, height);
			case DataBuffer.TYPE_USHORT -> new ShortProcessor(width, height);
			default -> new FloatProcessor(width, height);
		};
		final float[] row = new float[width];
		for (int y = 0; y < height; y++) {
			raster.getSamples(0, y, width, 1, channel, row);
			for (int x = 0; x < width; x++)
				processor.setf(x, y, row[x]);
		}
		return processor;
	}
}
