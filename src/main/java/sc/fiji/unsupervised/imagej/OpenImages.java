package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;
import ij.WindowManager;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.unsupervised.UserException;

/** A second image of a command, named by a key: the title of an open image or the path of a file. */
public final class OpenImages {

	/** Value of the key for no image. */
	public static final String NONE = "none";

	/** As {@link Provenance} writes it. */
	private static final Pattern SOURCE = Pattern.compile("\\AMade by: .*\\n.*\\nImage: (.+)");

	private OpenImages() {}

	/** Titles of the images that are open, also in a macro's batch mode. */
	static List<String> titles() {
		final int[] ids = WindowManager.getIDList();
		// one that is closed meanwhile is null
		return ids == null ? List.of() : Arrays.stream(ids).mapToObj(WindowManager::getImage).filter(Objects::nonNull).map(
			ImagePlus::getTitle).toList();
	}

	/**
	 * The image that a key names.
	 *
	 * @param text title, path or {@code none}
	 * @throws UserException if neither an image of that title is open nor a file lies there
	 */
	public static Optional<ImagePlus> find(final String key, final String text) {
		if (text.isBlank() || text.equals(NONE)) return Optional.empty();
		final ImagePlus open = WindowManager.getImage(text);
		if (open != null) return Optional.of(open);
		if (!isFile(text)) throw new UserException(key + "=" + text + " is neither the title of an open image (" + (titles()
			.isEmpty() ? "none is open" : String.join(", ", titles())) + ") nor a file; check its name.");
		return Optional.of(ImageFiles.open(Path.of(text)));
	}

	/**
	 * The stack that a label image was made of, so that a command which needs the stack may be started on its labels.
	 *
	 * @return an open image of the title and size that the Info of the labels tells; else the image itself
	 */
	public static ImagePlus segmented(final ImagePlus image) {
		final String info = image == null ? null : image.getInfoProperty();
		final Matcher matcher = SOURCE.matcher(info == null ? "" : info);
		final ImagePlus source = matcher.find() ? WindowManager.getImage(matcher.group(1)) : null;
		return source != null && source.getWidth() == image.getWidth() && source.getHeight() == image.getHeight() ? source
			: image;
	}

	private static boolean isFile(final String text) {
		try {
			return Files.isRegularFile(Path.of(text));
		}
		catch (final InvalidPathException e) {
			return false;
		}
	}
}
