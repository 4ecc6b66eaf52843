package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.Position;

/** An image file as a stack. It is opened again when it is needed and memory was short in between. */
public final class InputFile implements ImageStack {

	private static final Set<String> TYPES = Set.of("tif", "tiff", "png", "jpg", "jpeg");

	private final Path path;
	private final UnaryOperator<ImagePlus> prepare;
	private final Shape shape;
	private SoftReference<ImagePlus> image;

	/** What there is to know of a file without its pixels; all slices are of one size. */
	public record Shape(int slices, int channels, boolean rgb, int width, int height) {

		/** Its channels in words. */
		public String kind() {
			return rgb ? "RGB colour" : channels == 1 ? "1 channel" : channels + " channels";
		}
	}

	/**
	 * Opens a file.
	 *
	 * @param prepare is given the image after each reading
	 * @throws UserException if it cannot be read as an image
	 */
	public InputFile(final Path path, final UnaryOperator<ImagePlus> prepare) {
		this.path = path;
		this.prepare = prepare;
		final ImagePlus opened = prepare.apply(ImageFiles.open(path));
		image = new SoftReference<>(opened);
		final ImageStack stack = ImagePlusStack.of(opened);
		shape = new Shape(stack.slices(), stack.channels(), stack.isRgb(), opened.getWidth(), opened.getHeight());
	}

	/** A file of known shape, which is opened when it is needed. */
	public InputFile(final Path path, final Shape shape) {
		this.path = path;
		this.shape = shape;
		prepare = UnaryOperator.identity();
		image = new SoftReference<>(null);
	}

	/**
	 * The images of a folder in the order of their names.
	 *
	 * @param key that named the folder, for messages
	 * @throws UserException if there is none or one cannot be read
	 */
	public static List<InputFile> list(final String key, final Path folder, final UnaryOperator<ImagePlus> prepare) {
		return paths(key, folder).stream().map(image -> new InputFile(image, prepare)).toList();
	}

	/**
	 * The paths of a folder's images in the order of their names.
	 *
	 * @param key that named the folder, for messages
	 * @throws UserException if there is none, or two differ in type only
	 */
	public static List<Path> paths(final String key, final Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			final List<Path> images = files.filter(InputFile::isImage).sorted().toList();
			if (images.isEmpty()) throw new UserException(key + "=" + folder +
				" has no images; give a folder with TIFF, PNG or JPEG files.");
			checkNames(key, folder, images);
			return images;
		}
		catch (final IOException e) {
			throw new UserException(key + "=" + folder + " is no folder that can be read; check the path.", e);
		}
	}

	/** Results are named after their image, so a name must not serve twice. */
	private static void checkNames(final String key, final Path folder, final List<Path> images) {
		final Map<String, Path> names = new HashMap<>();
		for (final Path image : images) {
			final Path other = names.put(name(image), image);
			if (other != null) throw new UserException(key + "=" + folder + " has " + other.getFileName() + " and " + image
				.getFileName() + ", which differ in type only; rename one.");
		}
	}

	private static boolean isImage(final Path path) {
		final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
		return !name.startsWith(".") && Files.isRegularFile(path) && TYPES.contains(name.substring(name.lastIndexOf('.') + 1));
	}

	public Path path() {
		return path;
	}

	public Shape shape() {
		return shape;
	}

	/** File name without its type. */
	public String name() {
		return name(path);
	}

	private static String name(final Path path) {
		final String name = path.getFileName().toString();
		final int dot = name.lastIndexOf('.');
		return dot > 0 ? name.substring(0, dot) : name;
	}

	/** The image; not to be changed. */
	public synchronized ImagePlus image() {
		ImagePlus kept = image.get();
		if (kept == null) {
			kept = prepare.apply(ImageFiles.open(path));
			image = new SoftReference<>(kept);
		}
		return kept;
	}

	@Override
	public int slices() {
		return shape.slices();
	}

	@Override
	public int channels() {
		return shape.channels();
	}

	@Override
	public boolean isRgb() {
		return shape.rgb();
	}

	@Override
	public int width(final int slice) {
		return shape.width();
	}

	@Override
	public int height(final int slice) {
		return shape.height();
	}

	@Override
	public Position position(final int slice) {
		return ImagePlusStack.of(image()).position(slice);
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		return ImagePlusStack.of(image()).plane(slice, channel);
	}

	@Override
	public double depth(final int slice) {
		return ImagePlusStack.of(image()).depth(slice);
	}
}
