package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
	private final int slices, channels, width, height;
	private final boolean rgb;
	private SoftReference<ImagePlus> image;

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
		slices = stack.slices();
		channels = stack.channels();
		rgb = stack.isRgb();
		width = opened.getWidth();
		height = opened.getHeight();
	}

	/**
	 * The images of a folder in the order of their names.
	 *
	 * @param key that named the folder, for messages
	 * @throws UserException if there is none or one cannot be read
	 */
	public static List<InputFile> list(final String key, final Path folder, final UnaryOperator<ImagePlus> prepare) {
		try (Stream<Path> files = Files.list(folder)) {
			final List<Path> images = files.filter(InputFile::isImage).sorted().toList();
			if (images.isEmpty()) throw new UserException(key + "=" + folder +
				" has no images; give a folder with TIFF, PNG or JPEG files.");
			final List<InputFile> opened = images.stream().map(image -> new InputFile(image, prepare)).toList();
			checkNames(key, folder, opened);
			return opened;
		}
		catch (final IOException e) {
			throw new UserException(key + "=" + folder + " is no folder that can be read; check the path.", e);
		}
	}

	/** Results are named after their image, so a name must not serve twice. */
	private static void checkNames(final String key, final Path folder, final List<InputFile> sorted) {
		for (int i = 1; i < sorted.size(); i++)
			if (sorted.get(i).name().equals(sorted.get(i - 1).name())) throw new UserException(key + "=" + folder + " has " +
				sorted.get(i - 1).path().getFileName() + " and " + sorted.get(i).path().getFileName() +
				", which differ in type only; rename one.");
	}

	private static boolean isImage(final Path path) {
		final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
		return !name.startsWith(".") && Files.isRegularFile(path) && TYPES.contains(name.substring(name.lastIndexOf('.') + 1));
	}

	public Path path() {
		return path;
	}

	/** File name without its type. */
	public String name() {
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
		return slices;
	}

	@Override
	public int channels() {
		return channels;
	}

	@Override
	public boolean isRgb() {
		return rgb;
	}

	@Override
	public int width(final int slice) {
		return width;
	}

	@Override
	public int height(final int slice) {
		return height;
	}

	@Override
	public Position position(final int slice) {
		return ImagePlusStack.of(image()).position(slice);
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		return ImagePlusStack.of(image()).plane(slice, channel);
	}
}
