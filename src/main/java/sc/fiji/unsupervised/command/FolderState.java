package sc.fiji.unsupervised.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.InputFile.Shape;

/**
 * How far a folder job has come, in the folder {@code .segment} of its output: the settings, the images that the model
 * was trained on, and a file for each image that is done, which is written last. So a job that was interrupted goes on
 * where it stopped.
 */
final class FolderState {

	private static final int FORMAT = 1;
	private static final String FOLDER = OutputFolder.STATE, STATE = "state.json";
	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

	/** By what a file is known to be the same as before: size in bytes and time of its last change. */
	record Mark(long bytes, long modified) {

		static Mark of(final Path file) throws IOException {
			return new Mark(Files.size(file), Files.getLastModifiedTime(file).toMillis());
		}
	}

	/**
	 * An image that is done.
	 *
	 * @param measurements comma-separated values with headings
	 */
	record Done(Mark mark, Shape shape, String measurements) {}

	/** {@code state.json}. */
	private record Document(int format, JsonObject settings, TreeMap<String, Mark> trained) {}

	private final OutputFolder output;
	private final Path folder;

	FolderState(final OutputFolder output) {
		this.output = output;
		folder = output.file(FOLDER);
	}

	/**
	 * Whether a model is the work of the job that writes to an output, so that it is not one that was given to be applied.
	 */
	static boolean trains(final Path output, final Path model) {
		return read(output.resolve(FOLDER)).filter(d -> FolderSettings.trains(d.settings, model)).isPresent();
	}

	private static Optional<Document> read(final Path folder) {
		final Path file = folder.resolve(STATE);
		if (!Files.exists(file)) return Optional.empty();
		try {
			final Document document = GSON.fromJson(Files.readString(file), Document.class);
			if (document != null && document.format == FORMAT && document.settings != null && document.trained != null)
				return Optional.of(document);
		}
		catch (final IOException | JsonParseException e) {
			// answered below
		}
		throw new UserException("The file " + file + " cannot be read; delete the folder " + folder + " to start anew.");
	}

	/**
	 * Finds out whether results that are there belong to the job.
	 *
	 * @throws UserException if they were made with other settings, or images were trained on that changed since
	 */
	void check(final JsonObject settings, final Path input) {
		final Optional<Document> before = read(folder);
		if (before.isEmpty()) return;
		final String anew = "; give another output, or delete the folder " + folder + " to start anew.";
		FolderSettings.difference(before.get().settings, settings).ifPresent(difference -> {
			throw new UserException("output=" + output.path() + " holds results of other settings (" + difference + ")" + anew);
		});
		before.get().trained.forEach((name, mark) -> {
			if (mark(input.resolve(name)).filter(now -> !now.equals(mark)).isPresent()) throw new UserException("The image " +
				name + " has changed since the model was trained on it" + anew);
		});
	}

	private static Optional<Mark> mark(final Path file) {
		try {
			return Optional.of(Mark.of(file));
		}
		catch (final IOException e) {
			return Optional.empty();
		}
	}

	/** Whether the settings were kept, which happens before the model is. */
	boolean hasBegun() {
		return read(folder).isPresent();
	}

	/** Keeps the settings and what the model was trained on. */
	void begin(final JsonObject settings, final List<FolderFile> trained) {
		final TreeMap<String, Mark> marks = new TreeMap<>();
		for (final FolderFile file : trained) mark(file.path()).ifPresent(mark -> marks.put(file.fileName(), mark));
		write(folder.resolve(STATE), GSON.toJson(new Document(FORMAT, settings, marks)));
	}

	/** What is known of an image that is done and has not changed since. */
	Optional<Done> done(final Path image) {
		try {
			final Done done = GSON.fromJson(Files.readString(doneFile(image)), Done.class);
			final boolean whole = done != null && done.mark != null && done.shape != null && done.measurements != null;
			return whole && mark(image).equals(Optional.of(done.mark)) ? Optional.of(done) : Optional.empty();
		}
		catch (final IOException | JsonParseException e) {
			return Optional.empty();
		}
	}

	/** Keeps that an image is done. */
	void finish(final FolderFile file, final String measurements) {
		mark(file.path()).ifPresent(mark -> write(doneFile(file.path()), GSON.toJson(new Done(mark, file.file().shape(),
			measurements))));
	}

	private Path doneFile(final Path image) {
		return folder.resolve(image.getFileName() + ".json");
	}

	/** The small picture of an image that is done. */
	Path thumbnail(final Path image) {
		return folder.resolve(image.getFileName() + ".png");
	}

	private void write(final Path file, final String text) {
		output.write(FOLDER + "/" + file.getFileName(), path -> Files.writeString(path, text));
	}
}
