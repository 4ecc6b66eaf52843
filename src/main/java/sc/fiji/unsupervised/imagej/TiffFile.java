package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.TiffEncoder;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Writes TIFF files as ImageJ does, but leaves it to the caller to tell why that failed. */
public final class TiffFile {

	private TiffFile() {}

	/**
	 * Writes the bytes that {@code File>Save As>Tiff} writes, in the order of bytes that ImageJ is set to.
	 *
	 * @param image without a region; planes of a virtual one are asked for one after the other
	 * @throws IOException if that fails; the beginning of the file may be there
	 */
	public static void write(final ImagePlus image, final Path path) throws IOException {
		final FileSaver saver = new FileSaver(image);
		final FileInfo info = image.getFileInfo();
		info.info = image.getInfoProperty();
		info.description = saver.getDescriptionString();
		if (image.hasImageStack()) info.sliceLabels = sliceLabels(image.getStack());
		if (image.getStack() instanceof VirtualStack stack) info.virtualStack = stack;
		info.overlay = FileSaver.getOverlay(image);
		info.properties = image.getPropertiesAsArray();
		if (image.isComposite()) saver.saveDisplayRangesAndLuts(image, info);
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
			new TiffEncoder(info).write(out);
		}
	}

	/** None if the first has none, as ImageJ does. */
	private static String[] sliceLabels(final ImageStack stack) {
		if (!stack.isVirtual()) return stack.getSliceLabels();
		return stack.getSliceLabel(1) == null ? null : IntStream.rangeClosed(1, stack.size()).mapToObj(stack::getSliceLabel)
			.toArray(String[]::new);
	}
}
