package sc.fiji.unsupervised.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
	record Done(Mark mark, Shape shape, String measurements) {

		private boolean isSound() {
			return mark != null && measurements != null && shape != null && shape.slices() > 0 && shape.channels() > 0 && shape
				.width() > 0 && shape.height() > 0;
		}
	}

	/** {@code state.json}. */
	record Document(int format, JsonObject settings, TreeMap<String, Mark> trained) {

		/** Settings are single values, and what was trained on are names of files in the folder of the input. */
		private boolean isSound() {
			return format == FORMAT && settings != null && trained != null && settings.asMap().values().stream().allMatch(
				JsonElement::isJsonPrimitive) && trained.entrySet().stream().allMatch(e -> e.getValue() != null && isName(e
					.getKey()));
		}

		private static boolean isName(final String text) {
			try {
				return Path.of(text).getFileName().toString().equals(text);
			}
			catch (final InvalidPathException | NullPointerException e) {
				return false; // the root has no name
			}
		}
	}

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
			final Optional<Document> document = document(Files.readString(file));
			if (document.isPresent()) return document;
		}
		catch (final IOException e) {
			// answered below
		}
		throw new UserException("The file " + file + " cannot be read; delete the folder " + folder + " to start anew.");
	}

	/** What stands in {@code state.json}; empty if that is damaged. */
	static Optional<Document> document(final String text) {
		try {
			return Optional.ofNullable(GSON.fromJson(text, Document.class)).filter(Document::isSound);
		}
		catch (final RuntimeException e) { // not only those of its own that the JSON library promises
			return Optional.empty();
		}
	}

	/** What stands in the file of an image that is done; empty if that is damaged. */
	static Optional<Done> done(final String text) {
		try {
			return Optional.ofNullable(GSON.fromJson(text, Done.class)).filter(Done::isSound);
		}
		catch (final RuntimeException e) { // not only those of its own that the JSON library promises
			return Optional.empty();
		}
	}

	/**
	 * Finds out whether results that are there belong to the job.
	 *
	 * @throws UserException if they were made with other settings, or images were trained on that changed since
	 */
	static void check(final Path output, final JsonObject settings, final Path input) {
		final Path folder = output.resolve(FOLDER);
		final Optional<Document> before = read(folder);
		if (before.isEmpty()) return;
		final String anew = "; give another output, or delete the folder " + folder + " to start anew.";
		FolderSettings.difference(before.get().settings, settings).ifPresent(difference -> {
			throw new UserException("output=" + output + " holds results of other settings (" + difference + ")" + anew);
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

	/** Forgets the settings, unless an image is done. */
	void forget() {
		try (Stream<Path> files = Files.list(folder)) {
			if (files.anyMatch(f -> f.toString().endsWith(".json") && !f.endsWith(STATE))) return;
			Files.deleteIfExists(folder.resolve(STATE));
		}
		catch (final IOException e) {
			// nothing was kept, or what was stays; the failure that led here is told
		}
	}

	/** What is known of an image that is done and has not changed since. */
	Optional<Done> done(final Path image) {
		try {
			return done(Files.readString(doneFile(image))).filter(done -> mark(image).equals(Optional.of(done.mark)));
		}
		catch (final IOException e) {
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
