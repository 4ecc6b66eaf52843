package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.io.TiffDecoder;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import sc.fiji.unsupervised.UserException;

/**
 * Opens image files without windows and messages. ImageJ's own readers come first; TIFF files beyond them (tiles, many
 * interleaved channels, 64-bit) are read by Java's reader, and the rest by Bio-Formats where it is installed, as in
 * Fiji.
 */
public final class ImageFiles {

	private static final Set<Integer> COLOURS = Set.of(FileInfo.RGB, FileInfo.RGB_PLANAR, FileInfo.BGR, FileInfo.ARGB,
		FileInfo.ABGR, FileInfo.BARG, FileInfo.CMYK, FileInfo.RGB48, FileInfo.RGB48_PLANAR);

	private ImageFiles() {}

	/**
	 * Opens a file.
	 *
	 * @return the image with its channels, sections and time points, titled with the file's name; not shown
	 * @throws UserException if there is no such file, it is cut off, or it is no image that can be read
	 */
	public static ImagePlus open(final Path path) {
		if (!Files.isRegularFile(path)) throw new UserException("There is no file " + path + "; check the path.");
		final ImagePlus image = tryToRead(path.toAbsolutePath());
		if (image == null || image.getWidth() < 1 || image.getStackSize() < 1) throw new UserException("The file " + path +
			" cannot be read as an image; save it as a plain TIFF, PNG or JPEG file.");
		image.setTitle(path.getFileName().toString());
		return image;
	}

	/** Whatever a reader trips over is damage of the file, or a kind of file that it does not know. */
	private static ImagePlus tryToRead(final Path path) {
		try {
			return read(path);
		}
		catch (final UserException e) {
			throw e;
		}
		catch (final RuntimeException e) {
			return null;
		}
	}

	private static ImagePlus read(final Path path) {
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		final ImagePlus image = switch (opener.getFileType(path.toString())) {
			case Opener.TIFF -> readTiff(path, opener);
			case Opener.PNG -> isIntact(path) ? opener.openImage(path.toString()) : null;
			case Opener.JPEG -> isQuick(path) && isIntact(path) ? opener.openImage(path.toString()) : null;
			case Opener.GIF, Opener.BMP, Opener.PGM, Opener.FITS, Opener.DICOM, Opener.TIFF_AND_DICOM,
					Opener.ZIP -> opener.openImage(path.toString());
			default -> null;
		};
		return image != null ? image : Opener.openUsingBioFormats(path.toString());
	}

	private static boolean isQuick(final Path path) {
		try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
			JpegHeader.checkScans(path, in);
			return true;
		}
		catch (final EOFException e) {
			return true; // a reader may take what there is
		}
		catch (final IOException e) {
			return false;
		}
	}

	/** ImageJ would ask a person about a damaged picture, and end a macro. */
	private static boolean isIntact(final Path path) {
		try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
			final Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
			if (!readers.hasNext()) return false;
			final ImageReader reader = readers.next();
			try {
				reader.setInput(in);
				Unpacked.check(path, Unpacked.ofPage(reader));
				return reader.read(0) != null;
			}
			finally {
				reader.dispose();
			}
		}
		catch (final UserException e) {
			throw e;
		}
		catch (final IOException | RuntimeException e) {
			return false;
		}
	}

	private static ImagePlus readTiff(final Path path, final Opener opener) {
		final String folder = path.getParent() + File.separator, name = path.getFileName().toString();
		final TiffTags.Kind kind = TiffTags.kind(path);
		if (kind != TiffTags.Kind.OTHER) return kind == TiffTags.Kind.JPEG ? TiffPages.read(path) : null;
		final FileInfo[] pages;
		try {
			pages = new TiffDecoder(folder, name).getTiffInfo();
		}
		catch (final IOException | RuntimeException e) {
			return TiffPages.read(path); // not for ImageJ
		}
		if (pages == null || pages[0].getOffset() == 0 || !isWhole(pages[0])) return TiffPages.read(path);
		checkLength(path, pages);
		for (final FileInfo page : pages)
			if (page.width < 1 || page.height < 1 || page.nImages < 0) return null;
		Unpacked.check(path, Arrays.stream(pages).mapToDouble(page -> (double) page.width * page.height * Math.max(1, page
			.nImages) * Math.max(1, page.getBytesPerPixel())).sum());
		final boolean large = LargeTiff.isLarge(pages, Runtime.getRuntime().maxMemory());
		final ImagePlus image = large ? LargeTiff.open(path) : opener.openTiff(folder, name);
		return image == null ? null : OmeAxes.arrange(image, pages[0].description);
	}

	/** Whether ImageJ reads all samples of a page; of more than four it takes the first. */
	private static boolean isWhole(final FileInfo page) {
		return page.samplesPerPixel <= 1 || COLOURS.contains(page.fileType);
	}

	/** ImageJ fills what is missing of a file with zeros. */
	private static void checkLength(final Path path, final FileInfo[] pages) {
		final FileInfo last = pages[pages.length - 1];
		final long end;
		if (last.stripOffsets != null && last.stripLengths != null && last.stripOffsets.length == last.stripLengths.length &&
			last.stripOffsets.length > 0)
		{
			final int strip = last.stripOffsets.length - 1;
			end = Integer.toUnsignedLong(last.stripOffsets[strip]) + Integer.toUnsignedLong(last.stripLengths[strip]);
		}
		else end = last.getOffset() + ((long) last.width * last.height * last.getBytesPerPixel() + last.getGap()) *
			last.nImages - last.getGap();
		if (end > path.toFile().length()) throw new UserException("The file " + path +
			" is cut off; copy or export it again.");
	}
}
