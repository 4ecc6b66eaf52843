package sc.fiji.unsupervised.command;

import com.google.gson.JsonObject;

import ij.ImagePlus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import sc.fiji.unsupervised.FileTrouble;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.WholeFile;
import sc.fiji.unsupervised.imagej.ImageFiles;
import sc.fiji.unsupervised.imagej.LabelImages;
import sc.fiji.unsupervised.imagej.TiffFile;
import sc.fiji.unsupervised.segment.LabelStore;
import sc.fiji.unsupervised.segment.Labels;

/**
 * Labels of parts of a stack in the output folder of the whole, made by runs that knew nothing of each other. Parts that
 * were made with another model, other settings or another version of the stack are not seen: their folder has another name.
 */
final class SliceParts {

	private static final Pattern NAME = Pattern.compile("(\\d{9})-(\\d{9})\\.tif");
	private static final String DEVICE = "Device";

	private final Path folder;

	/** @param settings of the job, with which parts have to agree */
	SliceParts(final FolderPlan plan, final JsonObject settings) {
		try {
			final String key = settings + " " + FolderState.Mark.of(plan.input()) + " " + FolderSettings.hash(plan.modelFile());
			folder = plan.output().resolve(OutputFolder.STATE).resolve("parts-" + UUID.nameUUIDFromBytes(key.getBytes(
				StandardCharsets.UTF_8)));
		}
		catch (final IOException e) {
			throw new UserException(plan.key() + "=" + plan.input() + " cannot be read (" + FileTrouble.of(e) +
				"); check the path.", e);
		}
	}

	/**
	 * Writes a part; whole or not at all, and over the same part of an earlier run.
	 *
	 * @param source image of the whole stack
	 */
	void write(final SliceShare.Range range, final ImagePlus source, final Labels labels) {
		final ImagePlus image = LabelImages.part(source, range.first(), labels.slices(), labels.classes());
		image.setProp(DEVICE, labels.device());
		try {
			Files.createDirectories(folder);
			WholeFile.write(folder.resolve(String.format("%09d-%09d.tif", range.first() + 1, range.end())), path -> TiffFile.write(
				image, path));
		}
		catch (final IOException e) {
			throw new UserException("The folder " + folder + " cannot be written to (" + FileTrouble.of(e) +
				"); give an output with enough space that you may write to.", e);
		}
	}

	/** The part of each slice that has one, by slice from 0. */
	private Map<Integer, Path> files() {
		final Map<Integer, Path> files = new TreeMap<>();
		if (!Files.isDirectory(folder)) return files;
		try (Stream<Path> all = Files.list(folder)) {
			all.sorted().forEach(file -> {
				final Matcher name = NAME.matcher(file.getFileName().toString());
				if (name.matches()) IntStream.range(Integer.parseInt(name.group(1)) - 1, Integer.parseInt(name.group(2))).forEach(
					slice -> files.putIfAbsent(slice, file));
			});
			return files;
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Slices of a stack of so many that no part has, ascending; all where there is no part. */
	int[] missing(final int slices) {
		final Map<Integer, Path> files = files();
		return IntStream.range(0, slices).filter(slice -> !files.containsKey(slice)).toArray();
	}

	/**
	 * Adds slices to those that a store has already, up to some slice.
	 *
	 * @param end slice after the last
	 * @param classes of the model
	 */
	void copy(final LabelStore store, final int end, final int classes) {
		final Map<Integer, Path> files = files();
		while (store.size() < end) {
			final Path file = files.get(store.size());
			final ImagePlus part = ImageFiles.open(file);
			final int first = Integer.parseInt(file.getFileName().toString().substring(0, 9)) - 1;
			for (int i = store.size() - first; i < part.getStackSize() && store.size() < end; i++) store.add(new Labels(List.of(
				LabelImages.img(part, i)), List.of(), classes, part.getProp(DEVICE), 0));
		}
	}

	/** Removes all parts, once the whole is written. */
	void delete() {
		if (!Files.isDirectory(folder)) return;
		try (Stream<Path> files = Files.walk(folder)) {
			for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
