package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.io.TiffDecoder;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import javax.imageio.ImageIO;

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
		final ImagePlus image = read(path.toAbsolutePath());
		if (image == null || image.getWidth() < 1 || image.getStackSize() < 1) throw new UserException("The file " + path +
			" cannot be read as an image; save it as a plain TIFF, PNG or JPEG file.");
		image.setTitle(path.getFileName().toString());
		return image;
	}

	private static ImagePlus read(final Path path) {
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		final ImagePlus image = switch (opener.getFileType(path.toString())) {
			case Opener.TIFF -> readTiff(path, opener);
			case Opener.PNG, Opener.JPEG -> isIntact(path) ? opener.openImage(path.toString()) : null;
			case Opener.GIF, Opener.BMP, Opener.PGM, Opener.FITS, Opener.DICOM, Opener.TIFF_AND_DICOM,
					Opener.ZIP -> opener.openImage(path.toString());
			default -> null;
		};
		return image != null ? image : Opener.openUsingBioFormats(path.toString());
	}

	/** ImageJ would ask a person about a damaged picture, and end a macro. */
	private static boolean isIntact(final Path path) {
		try {
			return ImageIO.read(path.toFile()) != null;
		}
		catch (final IOException | RuntimeException e) {
			return false;
		}
	}

	private static ImagePlus readTiff(final Path path, final Opener opener) {
		final String folder = path.getParent() + File.separator, name = path.getFileName().toString();
		final FileInfo[] pages;
		try {
			pages = new TiffDecoder(folder, name).getTiffInfo();
		}
		catch (final IOException | RuntimeException e) {
			return TiffPages.read(path); // not for ImageJ
		}
		if (pages == null || pages[0].getOffset() == 0 || !isWhole(pages[0])) return TiffPages.read(path);
		checkLength(path, pages);
		final ImagePlus image = opener.openTiff(folder, name);
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
		if (last.stripOffsets != null && last.stripLengths != null) {
			final int strip = last.stripOffsets.length - 1;
			end = Integer.toUnsignedLong(last.stripOffsets[strip]) + Integer.toUnsignedLong(last.stripLengths[strip]);
		}
		else end = last.getOffset() + ((long) last.width * last.height * last.getBytesPerPixel() + last.getGap()) *
			last.nImages - last.getGap();
		if (end > path.toFile().length()) throw new UserException("The file " + path +
			" is cut off; copy or export it again.");
	}
}
