package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;

class ImageFilesTest {

	@TempDir
	private Path folder;

	@Test
	void imageJStackKeepsItsAxes() {
		final ImageStack stack = new ImageStack(3, 2);
		for (int i = 0; i < 24; i++)
			stack.addSlice("s" + i, new ShortProcessor(3, 2, new short[] { (short) (40000 + i), 1, 2, 3, 4, 5 }, null));
		final ImagePlus image = new ImagePlus("x", stack);
		image.setDimensions(2, 3, 4);
		image.getCalibration().setUnit("nm");
		image.getCalibration().pixelWidth = 4.6;
		final Path path = folder.resolve("stack.tif");
		IJ.saveAsTiff(image, path.toString());
		final ImagePlus back = ImageFiles.open(path);
		assertEquals("stack.tif", back.getTitle());
		assertArrayEquals(new int[] { 3, 2, 2, 3, 4 }, back.getDimensions());
		assertEquals("nm", back.getCalibration().getUnit());
		assertEquals(40023, ImagePlusStack.of(back).plane(11, 1)[0]);
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "bmp", "gif" })
	void commonFormats(final String type) throws IOException {
		final BufferedImage colours = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
		colours.setRGB(0, 0, 0xff0000);
		colours.setRGB(1, 0, 0x0000ff);
		final Path path = folder.resolve("picture." + type);
		ImageIO.write(colours, type, path.toFile());
		final ImagePlusStack stack = ImagePlusStack.of(ImageFiles.open(path));
		assertTrue(stack.isRgb());
		assertArrayEquals(new float[] { 255, 0 }, stack.plane(0, 0));
		assertArrayEquals(new float[] { 0, 255 }, stack.plane(0, 2));
	}

	/** 13 channels of 5 x 4 pixels, value = 100 channel + pixel, plus an offset that needs all 16 bits. */
	private static byte[] bands(final int planar) {
		final ByteBuffer pixels = ByteBuffer.allocate(5 * 4 * 13 * 2).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < 5 * 4 * 13; i++) {
			final int channel = planar == 1 ? i % 13 : i / 20, pixel = planar == 1 ? i / 13 : i % 20;
			pixels.putShort((short) (40000 + 100 * channel + pixel));
		}
		return pixels.array();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void manyChannelsInOnePage(final int planar) throws IOException {
		final Path path = folder.resolve("bands.tif");
		new TinyTiff(5, 4, 13, 16, 1, planar, 0).write(path, bands(planar));
		final ImagePlus image = ImageFiles.open(path);
		assertArrayEquals(new int[] { 5, 4, 13, 1, 1 }, image.getDimensions());
		final ImagePlusStack stack = ImagePlusStack.of(image);
		for (int c = 0; c < 13; c++)
			for (int i = 0; i < 20; i++)
				assertEquals(40000 + 100 * c + i, stack.plane(0, c)[i]);
	}

	@Test
	void tilesAndDoublePrecision() throws IOException {
		final byte[] tile = new byte[256];
		for (int i = 0; i < 256; i++)
			tile[i] = (byte) i;
		final Path tiled = folder.resolve("tiled.tif");
		new TinyTiff(5, 4, 1, 8, 1, 1, 16).write(tiled, tile);
		assertArrayEquals(new float[] { 16, 17, 18, 19, 20 }, Arrays.copyOfRange(ImagePlusStack.of(ImageFiles.open(tiled))
			.plane(0, 0), 5, 10));

		final ByteBuffer doubles = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putDouble(-0.5).putDouble(1e10);
		final Path path = folder.resolve("double.tif");
		new TinyTiff(2, 1, 1, 64, 3, 1, 0).write(path, doubles.array());
		assertArrayEquals(new float[] { -0.5f, 1e10f }, ImagePlusStack.of(ImageFiles.open(path)).plane(0, 0));
	}

	private void refused(final Path path, final String says) {
		final UserException e = assertThrows(UserException.class, () -> ImageFiles.open(path));
		assertTrue(e.getMessage().contains(path.getFileName().toString()) && e.getMessage().contains(says), e.getMessage());
	}

	@Test
	void whatCannotBeReadIsRefused() throws IOException {
		refused(folder.resolve("none.tif"), "no file");
		refused(folder, "no file");
		refused(Files.writeString(folder.resolve("text.txt"), "1 2 3"), "cannot be read");
		refused(Files.writeString(folder.resolve("empty.tif"), ""), "cannot be read");
		refused(Files.write(folder.resolve("big.tif"), new byte[] { 'I', 'I', 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0 }),
			"cannot be read");
		final Path half = folder.resolve("half.tif");
		new TinyTiff(2, 1, 1, 16, 3, 1, 0).write(half, new byte[4]);
		refused(half, "cannot be read");
	}

	@Test
	void aFileThatIsCutOffIsRefused() throws IOException {
		final Path path = folder.resolve("cut.tif");
		IJ.saveAsTiff(new ImagePlus("x", new FloatProcessor(50, 50)), path.toString());
		final byte[] bytes = Files.readAllBytes(path);
		Files.write(path, Arrays.copyOf(bytes, bytes.length - 100));
		refused(path, "cut off");
	}

	/** A tag that told of 29 bits made Java's reader ask for a table of 2^29 numbers. */
	@Test
	void oddNumbersOfBitsAreRefused() throws IOException {
		final String found = "ImageFuzzTestInputs/image/found-29-bits";
		try (InputStream in = getClass().getResourceAsStream(found)) {
			refused(Files.write(folder.resolve("found.tif"), in.readAllBytes()), "cannot be read");
		}
		for (final int bits : new int[] { 17, 24, 31, 33 }) {
			final Path path = folder.resolve(bits + ".tif");
			new TinyTiff(2, 1, 2, bits, 1, 1, 0).write(path, new byte[32]);
			refused(path, "cannot be read");
		}
	}

	@Test
	void tilesAndSamplesBeyondTheFileAreRefused() throws IOException {
		final Path tile = folder.resolve("tile.tif"), samples = folder.resolve("samples.tif");
		new TinyTiff(5, 4, 1, 8, 1, 1, 50000).write(tile, new byte[256]);
		refused(tile, "tells of 2500 MB of pixels");
		final byte[] bytes = Files.readAllBytes(folder.resolve(bands(100, "samples.tif")));
		setTag(bytes, 256, 60000);
		refused(Files.write(samples, bytes), "tells of 48 MB of pixels");
	}

	private String bands(final int samples, final String name) throws IOException {
		new TinyTiff(5, 4, samples, 16, 1, 1, 0).write(folder.resolve(name), new byte[5 * 4 * samples * 2]);
		return name;
	}

	/** Sets the value of a tag of one number in a file of {@link TinyTiff}. */
	private static void setTag(final byte[] file, final int tag, final int value) {
		final ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
		final int first = buffer.getInt(4) + 2;
		int at = first;
		while (buffer.getShort(at) != tag) at += 12;
		buffer.putInt(at + 8, value);
	}

	/** A scan of all pixels takes 14 bytes: a megabyte of them was a day's work. */
	@Test
	void endlessProgressiveScansAreRefused() throws IOException {
		final Path path = folder.resolve("progressive.jpg");
		final byte[] plain;
		try (InputStream in = getClass().getResourceAsStream("ImageFuzzTestInputs/image/progressive.jpg")) {
			plain = in.readAllBytes();
		}
		assertEquals(9, ImageFiles.open(Files.write(path, plain)).getWidth());
		int scan = plain.length - 2;
		while ((plain[scan] & 0xff) != 0xff || (plain[scan + 1] & 0xff) != 0xda) scan--;
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(plain, 0, scan);
		for (int i = 0; i < 100; i++) out.write(plain, scan, plain.length - 2 - scan);
		out.write(plain, plain.length - 2, 2);
		refused(Files.write(path, out.toByteArray()), "more than 100 progressive JPEG scans");
	}

	/** Java's reader takes the size of JPEG parts from the parts. */
	@Test
	void jpegPartsTellOfTheirOwnSize() throws IOException {
		final Path path = folder.resolve("jpeg.tif");
		try (InputStream in = getClass().getResourceAsStream("ImageFuzzTestInputs/image/jpeg.tif")) {
			Files.write(path, in.readAllBytes());
		}
		final ImagePlus image = ImageFiles.open(path);
		assertArrayEquals(new int[] { 24, 16, 1, 1, 1 }, image.getDimensions());
		assertEquals(100, image.getProcessor().get(3, 3), 3);
		final byte[] bytes = Files.readAllBytes(path);
		int at = 0;
		while ((bytes[at] & 0xff) != 0xff || (bytes[at + 1] & 0xff) != 0xc0) at++;
		Arrays.fill(bytes, at + 5, at + 9, (byte) 0xff);
		refused(Files.write(path, bytes), "tells of 4295 MB of pixels");
	}
}
