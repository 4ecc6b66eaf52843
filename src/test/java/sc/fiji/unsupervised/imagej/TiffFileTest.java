package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.io.FileSaver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.TestImages;

class TiffFileTest {

	private static final Path FULL = Path.of("/dev/full");

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "one", "stack", "channels" })
	void bytesAreThoseOfImageJ(final String kind) throws IOException {
		final boolean one = kind.equals("one");
		ImagePlus image = TestImages.twoTextures("x", 40, 30, one ? 1 : 3);
		if (kind.equals("channels")) {
			image.setDimensions(3, 1, 1);
			image = new CompositeImage(image);
		}
		image.setProperty("Info", "some text");
		image.setLut(Luts.classes(3));
		final Path a = folder.resolve("a.tif"), b = folder.resolve("b.tif");
		final FileSaver saver = new FileSaver(image);
		assertTrue(one ? saver.saveAsTiff(a.toString()) : saver.saveAsTiffStack(a.toString()));
		TiffFile.write(image, b);
		assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
	}

	static boolean hasFullDevice() {
		return Files.exists(FULL);
	}

	@Test
	@EnabledIf(value = "hasFullDevice", disabledReason = "there is no device that is always full")
	void aFullDiskIsAnException() {
		assertThrows(IOException.class, () -> TiffFile.write(TestImages.twoTextures("x", 400, 300, 1), FULL));
	}
}
