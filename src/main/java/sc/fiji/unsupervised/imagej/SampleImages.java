package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.ImageStack;

import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.imageio.ImageIO;

/** The small real stacks in the jar, each with its ground truth; its README tells origin and licence. */
public final class SampleImages {

	private static final String TRUTH = "-truth";

	private SampleImages() {}

	/**
	 * Reads a sample.
	 *
	 * @param name of a folder under {@code /samples} for its images, or that and {@code -truth} for its ground truth with
	 *          classes from 0
	 * @return a stack of that name with one slice for each image and the README in its Info; its scale is not known; not shown
	 * @throws IllegalArgumentException if there is no such sample
	 */
	public static ImagePlus open(final String name) {
		final boolean truth = name.endsWith(TRUTH);
		final String folder = "/samples/" + (truth ? name.substring(0, name.length() - TRUTH.length()) : name) + "/";
		final List<String> files = text(folder + "index.csv").lines().skip(1).map(line -> line.split(",")[truth ? 1 : 0])
			.toList();
		ImageStack stack = null;
		for (final String file : files) {
			final ImagePlus plane = new ImagePlus(file, picture(folder + file));
			if (stack == null) stack = new ImageStack(plane.getWidth(), plane.getHeight());
			stack.addSlice(file.replaceAll(".*/|\\.png", ""), plane.getProcessor());
		}
		final ImagePlus image = new ImagePlus(name, stack);
		if (truth) {
			final int classes = (int) text(folder + "classes.csv").lines().count() - 1;
			image.setLut(Luts.classes(classes - 1));
			image.setDisplayRange(0, classes - 1);
		}
		image.setProperty("Info", text(folder + "README.md"));
		return image;
	}

	private static BufferedImage picture(final String resource) {
		try (InputStream in = stream(resource)) {
			return ImageIO.read(in);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String text(final String resource) {
		try (InputStream in = stream(resource)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (final FileNotFoundException e) {
			throw new IllegalArgumentException("there is no sample with " + resource, e);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static InputStream stream(final String resource) throws FileNotFoundException {
		final InputStream in = SampleImages.class.getResourceAsStream(resource);
		if (in == null) throw new FileNotFoundException(resource);
		return in;
	}
}
