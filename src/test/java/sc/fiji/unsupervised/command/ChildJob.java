package sc.fiji.unsupervised.command;

import com.sun.jna.Native;
import com.sun.jna.Platform;

import ij.io.FileSaver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import sc.fiji.unsupervised.ChildJava;
import sc.fiji.unsupervised.TestImages;

/** A folder job in a Java of its own, as the command line starts it, and what it leaves behind. */
final class ChildJob {

	private static final long SECONDS = 180;

	/** How it ended, and what it said to the user. */
	record End(int code, String text) {

		/** Whether all it said, beside stages, which are one or two words, the device and images left out, is one sentence. */
		boolean isOneSentence() {
			return sentence().endsWith(".") && text.strip().lines().filter(line -> !line.matches(
				"[A-Z][a-z]+( [a-z]+)?|Device: .*|\\S+ is left out: .*"))
				.count() == 1;
		}

		/** The last line. */
		String sentence() {
			return text.strip().lines().reduce((a, b) -> b).orElse("");
		}
	}

	private final Path folder, input, output;
	private final List<String> keys;

	/**
	 * @param folder that gets input, output and what is printed
	 * @param keys of the job
	 */
	ChildJob(final Path folder, final String... keys) throws IOException {
		this.folder = folder;
		this.keys = List.of(keys);
		input = Files.createDirectories(folder.resolve("in"));
		output = folder.resolve("out");
	}

	/** Makes small images to work on. */
	ChildJob withImages(final int count, final int width, final int height) {
		for (int i = 0; i < count; i++) new FileSaver(TestImages.twoTextures("x", width + 8 * i, height, 1)).saveAsTiff(input
			.resolve("image" + i + ".tif").toString());
		return this;
	}

	Path input() {
		return input;
	}

	Path output() {
		return output;
	}

	/** Starts it. */
	Process start() throws IOException {
		return start(List.of(), output);
	}

	/**
	 * Starts it.
	 *
	 * @param options for Java
	 * @param to where results go
	 */
	Process start(final List<String> options, final Path to) throws IOException {
		final List<String> all = new ArrayList<>(List.of("-Xmx512m", "-Djava.awt.headless=true"));
		all.addAll(options);
		return start(ChildJava.builder(all, CommandLine.class, words(to)));
	}

	/** Starts it where no file can grow beyond a size, as on a full disk; JNA, which unpacks itself at each start, is there. */
	Process startWithFileLimit(final int kilobytes) throws IOException {
		final String java = String.join(" ", ChildJava.JAVA, String.join(" ", ChildJava.QUICK), "-Xmx512m", "-XX:-UsePerfData",
			"-Djava.awt.headless=true", "-Djna.boot.library.path=\"$CHILD_JNA\"", "-cp", "\"$CHILD_PATH\"", CommandLine.class
				.getName(), "\"$@\"");
		final List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kilobytes + " && exec " + java, "job"));
		command.addAll(List.of(words(output)));
		return start(new ProcessBuilder(command).redirectErrorStream(true));
	}

	private String[] words(final Path to) {
		return Stream.concat(Stream.of("input=" + input, "output=" + to), keys.stream()).toArray(String[]::new);
	}

	private Process start(final ProcessBuilder builder) throws IOException {
		builder.redirectOutput(printed().toFile());
		builder.environment().put("CHILD_PATH", System.getProperty("java.class.path"));
		builder.environment().put("CHILD_JNA", jna().toString());
		return builder.start();
	}

	/** Folder with JNA's library. */
	private Path jna() throws IOException {
		final Path unpacked = Files.createDirectories(folder.resolve("jna"));
		final String name = System.mapLibraryName("jnidispatch").replace(".dylib", ".jnilib");
		try (InputStream library = Native.class.getResourceAsStream("/com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + name)) {
			Files.copy(library, unpacked.resolve(name), StandardCopyOption.REPLACE_EXISTING);
		}
		return unpacked;
	}

	private Path printed() {
		return folder.resolve("printed.txt");
	}

	/** Waits for its end. */
	End end(final Process process) throws IOException, InterruptedException {
		if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
			process.destroyForcibly();
			throw new AssertionError("The job hangs: " + Files.readString(printed()));
		}
		return new End(process.exitValue(), Files.readString(printed()));
	}

	/** All results and all of the job's memory by name, without its lock and the beginnings of files. */
	Map<String, byte[]> results() throws IOException {
		final Map<String, byte[]> results = new TreeMap<>();
		for (final Path file : files()) {
			final String name = output.relativize(file).toString();
			if (!isPart(file) && !name.endsWith("lock")) results.put(name, Files.readAllBytes(file));
		}
		return results;
	}

	/** Whether it has written anything. */
	boolean hasFiles() throws IOException {
		return Files.exists(output) && files().stream().anyMatch(file -> !file.endsWith("lock"));
	}

	/** Beginnings of files, and of a training. */
	List<Path> parts() throws IOException {
		return files().stream().filter(ChildJob::isPart).toList();
	}

	private static boolean isPart(final Path file) {
		final String name = file.getFileName().toString();
		return name.startsWith(".part-") || name.contains(".checkpoint");
	}

	/** In order; a file that the running job renames meanwhile may be missing. */
	private List<Path> files() throws IOException {
		final List<Path> files = new ArrayList<>();
		if (!Files.exists(output)) return files;
		Files.walkFileTree(output, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
				if (attributes.isRegularFile()) files.add(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(final Path file, final IOException e) throws IOException {
				if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
				throw e;
			}
		});
		Collections.sort(files);
		return files;
	}

	/** Removes all results. */
	void clear() throws IOException {
		if (!Files.exists(output)) return;
		final List<Path> all;
		try (Stream<Path> files = Files.walk(output)) {
			all = files.sorted(Comparator.reverseOrder()).filter(f -> !f.equals(output)).toList();
		}
		for (final Path path : all) Files.delete(path);
	}
}
