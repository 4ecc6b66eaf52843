package sc.fiji.unsupervised.backbone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where files of the catalogue lie. */
public final class ModelsFolder {

	/** System property, or else environment variable, that moves the folder. */
	public static final String KEY = "UNSUPERVISED_MODELS";

	private ModelsFolder() {}

	/**
	 * The folder named by {@link #KEY}; else, in a Fiji that has such a folder or that the user may write to,
	 * {@code models/unsupervised}; else {@code unsupervised} in the user's cache directory. It need not exist.
	 */
	public static Path path() {
		final String property = System.getProperty(KEY), variable = System.getenv(KEY);
		if (property != null && !property.isBlank()) return Path.of(property);
		if (variable != null && !variable.isBlank()) return Path.of(variable);
		return fiji().orElseGet(() -> cache().resolve("unsupervised"));
	}

	/** Fiji's launchers name its folder by this property. */
	private static Optional<Path> fiji() {
		final String fiji = System.getProperty("imagej.dir");
		if (fiji == null || fiji.isBlank()) return Optional.empty();
		final Path models = Path.of(fiji, "models"), own = models.resolve("unsupervised");
		return Files.isDirectory(own) || Files.isWritable(Files.isDirectory(models) ? models : Path.of(fiji)) ? Optional.of(own)
			: Optional.empty();
	}

	private static Path cache() {
		final Path home = Path.of(System.getProperty("user.home"));
		final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		if (os.contains("mac")) return home.resolve("Library").resolve("Caches");
		final String variable = System.getenv(os.contains("win") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
		return variable == null || variable.isBlank() ? home.resolve(".cache") : Path.of(variable);
	}
}
