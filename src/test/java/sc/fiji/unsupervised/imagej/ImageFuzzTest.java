package sc.fiji.unsupervised.imagej;

import com.code_intelligence.jazzer.junit.FuzzTest;

import ij.io.Opener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import sc.fiji.unsupervised.Bounds;

/** Any bytes as a TIFF, PNG or JPEG file. */
class ImageFuzzTest {

	/** Pixels unpack to 1100 times the file at most, and some readers hold them several times, some as floats. */
	private static final Bounds BOUNDS = new Bounds(32 << 20, 32 * 1100);
	private static final Set<Integer> KINDS = Set.of(Opener.TIFF, Opener.PNG, Opener.JPEG);

	private Path file;

	@FuzzTest(maxDuration = "10s")
	void image(final byte[] data) throws IOException {
		if (file == null) {
			file = Files.createTempFile("fuzz", ".tif");
			file.toFile().deleteOnExit();
		}
		Files.write(file, data);
		if (KINDS.contains(new Opener().getFileType(file.toString()))) BOUNDS.check(data.length, () -> {
			final ImagePlusStack stack = (ImagePlusStack) ImagePlusStack.of(ImageFiles.open(file));
			stack.plane(0, 0);
		});
	}
}
