package sc.fiji.unsupervised.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.imagej.Key;

/** The words of the command line, {@code key=value}, checked for keys that there are. */
final class Arguments {

	private static final CommandKeys FOLDER = new CommandKeys(SegmentFolder.class), STACK = new CommandKeys(
		SegmentStack.class), APPLY = new CommandKeys(ApplyModel.class);
	/** Instead of the command's key {@code folder}, because it may be a file. */
	private static final String INPUT = "input";
	/** Files have no selection: here the whole image is meant. */
	private static final String REGION = "region";
	/** Which slices of a stack one run does; images of other doors are never shared among runs. */
	private static final String SLICES = "slices";
	/** Keys that do not concern training. */
	private static final List<String> PLACES = List.of(INPUT, "output", "truth", SLICES, "overlays");

	private final Map<String, String> texts;

	/**
	 * @throws UserException if a word is no {@code key=value}, a key is unknown or given twice, a value is not allowed, or
	 *           input or output is missing
	 */
	Arguments(final String[] words) {
		texts = split(words);
		for (final String key : texts.keySet())
			if (!known().toList().contains(key)) throw new UserException("There is no key \"" + key + "\"; use " + String.join(
				", ", known().toList()) + ".");
		for (final String key : List.of(INPUT, "output"))
			if (texts.getOrDefault(key, "").isBlank()) throw new UserException(key + " is missing; write " + key + "=" + (key
				.equals(INPUT) ? "an image file or a folder of images." : "a folder for the results."));
		if (path("truth") != null && !share().isAll()) throw new UserException("truth needs labels of all slices, but slices=" +
			share().text() + "; leave one of them out.");
		if (applies()) checkNoTraining();
		plan(); // wrong values are told before any file is opened or made
	}

	/**
	 * Value by key.
	 *
	 * @throws UserException if a word is no {@code key=value} or a key is given twice
	 */
	static Map<String, String> split(final String[] words) {
		final Map<String, String> texts = new LinkedHashMap<>();
		for (final String word : words) {
			final int equals = word.indexOf('=');
			if (equals < 1) throw new UserException("\"" + word + "\" is not key=value; write for example classes=4.");
			final String key = word.substring(0, equals);
			if (texts.put(key, word.substring(equals + 1)) != null) throw new UserException(key +
				" is given twice; give it once.");
		}
		return texts;
	}

	private static Stream<String> known() {
		final Stream<String> keys = Stream.concat(FOLDER.keys().stream(), APPLY.keys().stream()).map(Key::name).filter(key -> !key
			.equals("folder") && !key.equals(REGION));
		return Stream.of(Stream.of(INPUT, "output", "truth"), keys, Stream.of(SLICES)).flatMap(some -> some).distinct();
	}

	/** @throws UserException if slices has no value that is allowed */
	SliceShare share() {
		return new SliceShare(texts.getOrDefault(SLICES, "all").trim());
	}

	private void checkNoTraining() {
		final TreeSet<String> useless = new TreeSet<>(texts.keySet());
		useless.removeAll(PLACES);
		APPLY.keys().forEach(key -> useless.remove(key.name()));
		if (!useless.isEmpty()) throw new UserException("model=" + texts.get("model") +
			" exists and is applied as it is, so " + useless.first() + " has no effect; leave it out, or give model a new name.");
	}

	/** Whether the model exists and is to be applied; else one is trained, or was in an earlier run. */
	private boolean applies() {
		final Path model = path("model");
		return model != null && Files.isRegularFile(model) && !FolderState.trains(path("output"), model);
	}

	/**
	 * The path that a key names, or null.
	 *
	 * @throws UserException if the system has no such paths
	 */
	Path path(final String key) {
		final String text = texts.get(key);
		try {
			return text == null || text.isBlank() ? null : Path.of(text);
		}
		catch (final InvalidPathException e) {
			throw new UserException(key + "=" + text + " is no path (" + e.getReason() + "); check its characters.", e);
		}
	}

	/**
	 * The job. A single image gets the line of the command that repeats it alone.
	 *
	 * @throws UserException if a value is not allowed
	 */
	FolderPlan plan() {
		final Path input = path(INPUT);
		final Map<String, String> given = given(FOLDER);
		given.put("folder", texts.get(INPUT));
		final FolderPlan plan = ((SegmentFolder) command(FOLDER, given)).plan();
		final ApplyModel applying = (ApplyModel) command(APPLY, applyKeys());
		final Command alone = applies() ? applying : (Command) command(STACK, given(STACK));
		return new FolderPlan(INPUT, input, plan.output(), plan.model(), plan.training(), applying.options(), plan.sample(), plan
			.overlays(), Files.isRegularFile(input) ? Optional.of(alone) : Optional.empty());
	}

	private Map<String, String> applyKeys() {
		final Map<String, String> given = given(APPLY);
		given.putIfAbsent("model", "model.useg");
		return given;
	}

	private Map<String, String> given(final CommandKeys command) {
		final Map<String, String> given = new LinkedHashMap<>();
		for (final Key key : command.keys())
			if (key.name().equals(REGION)) given.put(REGION, "whole");
			else if (texts.containsKey(key.name())) given.put(key.name(), texts.get(key.name()));
		return given;
	}

	private static Object command(final CommandKeys command, final Map<String, String> given) {
		final CommandModule module = command.create();
		command.parse(given).forEach(module::setInput);
		return module.getCommand();
	}

	/** How to write the command line, with every key. */
	static String help() {
		final StringBuilder out = new StringBuilder("""
			Finds classes in images without annotations and labels every pixel.

			  segment input=<image or folder> output=<folder> [key=value ...]
			  segment backbones [action=list] [backbone=<name>] [key=value ...]

			  input      TIFF, PNG or JPEG file, or a folder whose images are one set
			  output     folder for <name>-labels.tif, <name>-overlay.png, model.useg, measurements.csv, contact-sheet.png
			  truth      label file, or folder with files of the same names, to compare with (255 = ignore)
			  slices     all; or, so that runs can share a stack: none trains only, 5-8 or 2/20 (a part) labels these [all]

			With the word backbones it lists, downloads, verifies, imports and removes networks, as Manage Backbones does.
			A run that was interrupted goes on when it is started again with the same words.

			Keys for training; where model names a file that exists, that model is applied instead:

			""");
		for (final Key key : FOLDER.keys()) {
			if (key.name().equals("folder") || key.name().equals("output")) continue;
			final String value = Key.format(key.value());
			out.append(String.format("  %-10s %s%s%n", key.name(), key.description(), value.isEmpty() ? "" : " [" + value + "]"));
		}
		return out.toString();
	}
}
