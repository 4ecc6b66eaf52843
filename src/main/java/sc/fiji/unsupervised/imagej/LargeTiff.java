package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.plugin.FileInfoVirtualStack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** TIFF stacks that would fill Java's memory: a plane is read from the file when it is asked for. */
final class LargeTiff {

	/** Stacks beyond this part of Java's memory are not held in it. */
	private static final int PART = 4;
	/** Kinds of pixels that ImageJ reads plane by plane as it does all at once. */
	private static final Set<Integer> KINDS = Set.of(FileInfo.GRAY8, FileInfo.COLOR8, FileInfo.GRAY16_UNSIGNED,
		FileInfo.GRAY32_FLOAT, FileInfo.RGB);

	private LargeTiff() {}

	/**
	 * @param pages as decoded, one for all planes or one for each
	 * @param memory of Java, bytes
	 */
	static boolean isLarge(final FileInfo[] pages, final long memory) {
		final FileInfo first = pages[0];
		final boolean alike = Arrays.stream(pages).allMatch(p -> p.width == first.width && p.height == first.height &&
			p.fileType == first.fileType && KINDS.contains(p.fileType));
		final long plane = (long) first.width * first.height * first.getBytesPerPixel();
		final int planes = pages.length == 1 ? first.nImages : pages.length;
		return alike && planes > 1 && plane * planes > memory / PART;
	}

	/** @return null if it cannot be read */
	static ImagePlus open(final Path path) {
		return FileInfoVirtualStack.openVirtual(path.toString());
	}
}
