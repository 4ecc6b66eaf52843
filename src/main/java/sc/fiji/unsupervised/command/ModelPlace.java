package sc.fiji.unsupervised.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.WholeFile;
import sc.fiji.unsupervised.method.Checkpoint;

/** Where a model will be written, and beside it how far its training has come. */
final class ModelPlace {

	private ModelPlace() {}

	/** @param model file to be written, or null for none */
	static Checkpoint checkpoint(final File model) {
		return model == null ? Checkpoint.NONE : Checkpoint.at(Path.of(model + ".checkpoint"));
	}

	/**
	 * Finds out before a long training whether its model can be kept.
	 *
	 * @param key that names the file
	 * @param model file to be written, or null for none
	 * @throws UserException if it is a folder or lies in a place that cannot be written to
	 */
	static void check(final String key, final File model) {
		if (model == null) return;
		final Path path = model.toPath().toAbsolutePath();
		if (Files.isDirectory(path)) throw new UserException(key + "=" + model +
			" is a folder; give the name of a file in it, ending with .useg.");
		Path place = path.getParent();
		while (place != null && !Files.exists(place))
			place = place.getParent();
		if (place == null || !Files.isDirectory(place) || !canMake(place, path.getFileName().toString())) throw new UserException(key + "=" + model +
			" cannot be written; choose a folder that you may write to.");
	}

	/** Tries it, because rights alone do not tell: a name may be too long, or a disk read-only. */
	private static boolean canMake(final Path folder, final String name) {
		try {
			// As long as the temporary name under which the model is written.
			Files.delete(Files.createTempFile(folder, WholeFile.partName(name), ".tmp"));
			return true;
		}
		catch (final IOException e) {
			return false;
		}
	}
}
