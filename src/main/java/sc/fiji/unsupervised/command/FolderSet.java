package sc.fiji.unsupervised.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.stack.ImageStack;

/** The images of a folder job: those that can be used, by name, and why others cannot. */
final class FolderSet {

	private final Path folder;
	private final boolean single;
	private final List<FolderFile> files = new ArrayList<>();
	private final Map<String, String> skipped = new LinkedHashMap<>();

	/**
	 * Reads what is not known from an earlier run.
	 *
	 * @param policy kind of the images that a model needs; if empty, that of most
	 * @throws UserException if there is no image that can be used
	 */
	FolderSet(final FolderPlan plan, final FolderState state, final Optional<ChannelPolicy> policy, final Progress progress) {
		final Path place = plan.input().toAbsolutePath().normalize();
		single = Files.isRegularFile(place);
		folder = single ? place.getParent() : place;
		final List<InputFile> readable = read(single ? List.of(place) : InputFile.paths(plan.key(), place), state, progress);
		final ChannelPolicy kind = readable.isEmpty() ? null : policy.orElseGet(() -> ChannelPolicy.majority(readable));
		for (final InputFile file : readable) {
			final Optional<ImageStack> stack = kind.fit(file);
			stack.ifPresentOrElse(s -> files.add(new FolderFile(file, s)), () -> skip(file.path(), "it has " + file.shape().kind() +
				" but the set has " + kind.kind() + "; convert it, or put it into a folder of its own.", progress));
		}
		if (files.isEmpty()) throw nothing(plan);
	}

	/**
	 * The folder of an input.
	 *
	 * @throws UserException if the input does not exist
	 */
	static Path folder(final FolderPlan plan) {
		final Path place = plan.input().toAbsolutePath().normalize();
		if (!Files.exists(place)) throw new UserException(plan.key() + "=" + plan.input() + " does not exist; give " + (plan.key()
			.equals("folder") ? "" : "an image file or ") + "a folder of images.");
		return Files.isDirectory(place) ? place : place.getParent();
	}

	private List<InputFile> read(final List<Path> paths, final FolderState state, final Progress progress) {
		final List<InputFile> readable = new ArrayList<>();
		for (int i = 0; i < paths.size(); i++) {
			final Path path = paths.get(i);
			progress.step("Reading", (double) i / paths.size(), path.getFileName().toString());
			final Optional<FolderState.Done> done = state.done(path);
			try {
				readable.add(done.isPresent() ? new InputFile(path, done.get().shape()) : new InputFile(path, UnaryOperator
					.identity()));
			}
			catch (final UserException e) {
				skip(path, e.getMessage(), progress);
			}
		}
		return readable;
	}

	private void skip(final Path path, final String message, final Progress progress) {
		final String reason = message.replace("The file " + path, "it");
		skipped.put(path.getFileName().toString(), reason);
		if (!single) progress.log(path.getFileName() + " is left out: " + reason);
	}

	/** Leaves an image out that turned out to be of no use. */
	void skip(final FolderFile file, final String reason, final Progress progress) {
		files.remove(file);
		skip(file.path(), reason, progress);
	}

	/** What is to be said when no image can be used. */
	UserException nothing(final FolderPlan plan) {
		final Map.Entry<String, String> first = skipped.entrySet().iterator().next();
		return new UserException(single ? plan.key() + "=" + plan.input() + ": " + first.getValue() : plan.key() + "=" + plan.input() +
			" has no image that can be used; the first, " + first.getKey() + ": " + first.getValue());
	}

	Path folder() {
		return folder;
	}

	/** Whether the input is one image and not a folder. */
	boolean isSingle() {
		return single;
	}

	/** The images in use, by name. */
	List<FolderFile> files() {
		return List.copyOf(files);
	}

	/** File name and reason of the images that are left out. */
	Map<String, String> skipped() {
		return skipped;
	}
}
