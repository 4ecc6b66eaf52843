package sc.fiji.unsupervised.backbone;

import java.nio.file.Path;
import java.util.Locale;

/** Where files of the catalogue lie. */
public final class ModelsFolder {

	/** System property, or else environment variable, that moves the folder. */
	public static final String KEY = "UNSUPERVISED_MODELS";

	private ModelsFolder() {}

	/** The folder named by {@link #KEY}, else {@code unsupervised} in the user's cache directory. It need not exist. */
	public static Path path() {
		final String property = System.getProperty(KEY), variable = System.getenv(KEY);
		if (property != null && !property.isBlank()) return Path.of(property);
		if (variable != null && !variable.isBlank()) return Path.of(variable);
		return cache().resolve("unsupervised");
	}

	private static Path cache() {
		final Path home = Path.of(System.getProperty("user.home"));
		final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		if (os.contains("mac")) return home.resolve("Library").resolve("Caches");
		final String variable = System.getenv(os.contains("win") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
		return variable == null || variable.isBlank() ? home.resolve(".cache") : Path.of(variable);
	}
}
