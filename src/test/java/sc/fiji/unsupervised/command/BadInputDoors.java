package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.Shell;
import sc.fiji.unsupervised.TerminalProgress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.CommandKeys;
import sc.fiji.unsupervised.imagej.ImagePlusStack;
import sc.fiji.unsupervised.imagej.Key;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.ImageStack;

/** The ways in which a row of the table is tried in this process; each gives the sentence, or "works". */
final class BadInputDoors {

	private static final String WORKS = "works";
	/** So that what works is soon done. */
	private static final Map<String, String> FAST = Map.of("classes", "2", "method", "kmeans", "refine", "none", "device",
		"cpu");

	private final BadInputPlace place;
	private final CommandService commands;

	BadInputDoors(final BadInputPlace place, final CommandService commands) {
		this.place = place;
		this.commands = commands;
	}

	/** The row with its paths, and with fast settings where it has none of its own. */
	BadInput prepare(final BadInput row) {
		final StringBuilder fast = new StringBuilder();
		if (BadInput.COMMANDS.containsKey(row.run())) for (final Key key : new CommandKeys(BadInput.COMMANDS.get(row.run()))
			.keys())
			if (FAST.containsKey(key.name()) && !(" " + row.keys()).contains(" " + key.name()) && !row.image().equals("none"))
				fast.append(' ').append(key.name()).append('=').append(FAST.get(key.name()));
		return row.filled(place::fill, fast.toString());
	}

	String answer(final String door, final BadInput row, final ImagePlus image) throws Exception {
		try {
			return switch (door) {
				case "groovy" -> groovy(row, image);
				case "service" -> service(row, image);
				case "shell" -> shell(row);
				case "core" -> core(row, image);
				default -> throw new IllegalArgumentException(door);
			};
		}
		catch (final UserException e) {
			return e.getMessage();
		}
	}

	private static String groovy(final BadInput row, final ImagePlus image) {
		final Map<String, ?> keys = row.texts();
		final ImagePlus labels = switch (row.run()) {
			case "segment" -> UnsupervisedSegmentation.segment(image, keys);
			case "apply" -> UnsupervisedSegmentation.apply(image, keys);
			case "edit" -> UnsupervisedSegmentation.editClasses(image, keys);
			case "explore" -> UnsupervisedSegmentation.segmentFromPoints(image, keys);
			default -> {
				switch (row.run()) {
					case "train" -> UnsupervisedSegmentation.train(image, keys);
					case "folder" -> UnsupervisedSegmentation.segmentFolder(keys);
					case "measure" -> UnsupervisedSegmentation.measure(image, keys);
					default -> UnsupervisedSegmentation.evaluate(image, keys);
				}
				yield image;
			}
		};
		check(labels, image);
		return WORKS;
	}

	private static void check(final ImagePlus labels, final ImagePlus image) {
		if (labels.getWidth() != image.getWidth() || labels.getHeight() != image.getHeight() || labels.getStackSize() != image
			.getNSlices() * image.getNFrames()) throw new AssertionError(labels + " of " + image);
	}

	private String service(final BadInput row, final ImagePlus image) throws InterruptedException {
		final Class<? extends Command> command = BadInput.COMMANDS.get(row.run());
		final Map<String, Object> inputs = new LinkedHashMap<>();
		if (!row.image().equals("none")) inputs.put("image", image);
		final Map<String, String> texts = row.texts();
		for (final Key key : new CommandKeys(command).keys())
			if (texts.containsKey(key.name())) inputs.put(key.name(), typed(key.type(), texts.get(key.name())));
		try {
			final CommandModule module = commands.run(command, false, inputs).get();
			if (module.getOutput("labels") instanceof ImagePlus labels) check(labels, image);
			return WORKS;
		}
		catch (final ExecutionException e) {
			Throwable cause = e;
			while (cause.getCause() != null && !(cause instanceof UserException)) cause = cause.getCause();
			if (cause instanceof UserException) return cause.getMessage();
			throw new AssertionError(cause);
		}
	}

	private static Object typed(final Class<?> type, final String text) {
		if (type == int.class) return Integer.parseInt(text);
		if (type == long.class) return Long.parseLong(text);
		if (type == double.class) return Double.parseDouble(text);
		return type == java.io.File.class ? new java.io.File(text) : text;
	}

	private String shell(final BadInput row) {
		final List<String> words = new ArrayList<>();
		if (row.run().equals("backbones")) words.add("backbones");
		else if (!row.run().equals("words")) words.addAll(List.of("input=" + place.fill(place.file(row.image()).toString()),
			"output=" + place.fill("{out}")));
		words.addAll(row.words());
		final ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
		final TerminalProgress progress = new TerminalProgress(new PrintStream(new ByteArrayOutputStream()), false) {

			@Override
			public synchronized void report(final String stage, final double fraction, final String message) {
				if (row.image().equals("changing") && stage.equals("Labelling")) shorten(place.file("changing"));
			}
		};
		final int code = CommandLine.SHELL.run(words.toArray(String[]::new), new PrintStream(out, true, StandardCharsets.UTF_8),
			new PrintStream(err, true, StandardCharsets.UTF_8), progress);
		final String sentence = err.toString(StandardCharsets.UTF_8).strip();
		if (code == Shell.OK) return WORKS;
		if (code != Shell.USER_ERROR || out.size() > 0) throw new AssertionError("exit code " + code + ", " + sentence + out);
		return sentence;
	}

	private static void shorten(final Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(100);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String core(final BadInput row, final ImagePlus image) throws ReflectiveOperationException {
		final Map<String, String> texts = row.texts();
		final ImageStack stack = ImagePlusStack.of(image);
		final SegmentationModel model;
		if (row.run().equals("apply")) model = ModelFile.read(Path.of(texts.get("model")));
		else model = Segmenter.train(stack, options(TrainOptions.class, TrainOptions.defaults(), texts), Progress.NONE);
		final ApplyOptions applying = options(ApplyOptions.class, new ApplyOptions("none", "cpu", 0), texts);
		if (Segmenter.apply(stack, model, applying, Progress.NONE).slices().size() != stack.slices()) throw new AssertionError();
		return WORKS;
	}

	/** A record of options, with the values that are given in place of those of the defaults. */
	private static <T extends Record> T options(final Class<T> type, final T defaults, final Map<String, String> texts)
		throws ReflectiveOperationException
	{
		final RecordComponent[] components = type.getRecordComponents();
		final Object[] values = new Object[components.length];
		for (int i = 0; i < values.length; i++) {
			final String text = texts.get(components[i].getName());
			values[i] = text == null ? components[i].getAccessor().invoke(defaults) : typed(components[i].getType(), text);
		}
		try {
			return type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new))
				.newInstance(values);
		}
		catch (final java.lang.reflect.InvocationTargetException e) {
			if (e.getCause() instanceof UserException user) throw user;
			throw e;
		}
	}
}
