package sc.fiji.unsupervised.backbone;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Collectors;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.Session;

/** Opens backbones by the key {@code backbone}: an id of the {@link Catalogue} or {@code file:<path>}. */
public final class Backbones {

	/** Id of the embedded backbone, which is fitted to a stack instead of opened. */
	public static final String TEXTURE = "texture";

	private static final String FILE = "file:";

	private Backbones() {}

	/**
	 * Checks a key without opening anything large.
	 *
	 * @throws UserException if it is not known, or the file it stands for is not there
	 */
	public static void check(final String id) {
		if (!id.equals(TEXTURE)) file(id);
	}

	/**
	 * Opens a network on the session's device.
	 *
	 * @param id {@code file:<path>} or an id of the catalogue
	 * @throws UserException if the key is not known, or the file is missing, damaged or of another kind
	 */
	public static Backbone open(final Session session, final String id) {
		if (id.equals(TEXTURE)) throw new IllegalArgumentException("the backbone " + TEXTURE + " is fitted, not opened");
		final CatalogueEntry entry = id.startsWith(FILE) ? CatalogueEntry.file(id.substring(FILE.length())) : entry(id);
		return new VisionTransformer(session, file(id), entry, 0);
	}

	/**
	 * The published network of that id.
	 *
	 * @throws UserException if there is none
	 */
	public static CatalogueEntry entry(final String id) {
		return Catalogue.find(id).orElseThrow(() -> new UserException("backbone=" + id + " is not known; use " + TEXTURE +
			", file:<path of a .safetensors file> or one of " + Catalogue.entries().stream().map(CatalogueEntry::id).collect(
				Collectors.joining(", ")) + "."));
	}

	/**
	 * The weight file of a network.
	 *
	 * @throws MissingWeightsException if a network of the catalogue is not on this computer
	 * @throws UserException if the key is not known or the file is not there
	 */
	public static Path file(final String id) {
		if (id.startsWith(FILE)) {
			final Path path = path(id);
			if (!Files.isRegularFile(path)) throw new UserException("backbone=" + id +
				(Files.isDirectory(path) ? " is a folder" : ": there is no such file") + "; give the path of a .safetensors file.");
			return path;
		}
		final CatalogueEntry entry = entry(id);
		final Path path = entry.in(ModelsFolder.path());
		if (!Files.isRegularFile(path)) throw new MissingWeightsException(entry);
		return path;
	}

	/**
	 * Recognises the network in a file by names and shapes of its tensors, whichever program wrote it.
	 *
	 * @return the entry of the catalogue whose architecture it has
	 * @throws UserException if the file cannot be read, is damaged, or holds a network of no entry
	 */
	public static CatalogueEntry recognise(final Path file) {
		final VitFile weights = new VitFile(file);
		final VitConfig config = VitConfig.infer(weights, 0);
		return Catalogue.find(config.id()).orElseThrow(() -> weights.refuse("it holds none of the networks of the catalogue (" +
			config.describe() + ")"));
	}

	private static Path path(final String id) {
		final String path = id.substring(FILE.length());
		// Windows would log in on that computer with the user's name, and a model that names it may come from a stranger.
		if (path.replace('/', File.separatorChar).startsWith("\\\\")) throw new UserException("backbone=" + id +
			" lies on another computer, which is not asked; give the shared folder a drive letter, or copy the file here.");
		try {
			return Path.of(path);
		}
		catch (final InvalidPathException e) {
			throw new UserException("backbone=" + id + " is no valid path; give the path of a .safetensors file.", e);
		}
	}
}
