package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

import sc.fiji.unsupervised.ChildJava;
import sc.fiji.unsupervised.imagej.CommandKeys;

/**
 * Every row of {@code test-data/bad-input.json} through every door that it names: one sentence, and nothing is written or
 * changed; or it works. To write {@code docs/bad-input.md} anew: {@code mvn test -Dtest=BadInputTest -Dwrite.docs=yes}.
 */
class BadInputTest {

	private static final Path PAGE = Path.of("docs", "bad-input.md");
	private static final String WENT_ON = "the macro went on", ERROR = "Macro Error: ";
	private static final boolean LINUX = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");

	private Path dir;

	private final List<String> wrong = new ArrayList<>();

	@Test
	@Timeout(value = 15, unit = TimeUnit.MINUTES)
	void everyRowIsAnswered() throws Exception {
		// Below target, and not deleted: Windows keeps files that are mapped.
		dir = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bad-input")), "with space").toRealPath();
		final BadInputPlace place = new BadInputPlace(dir);
		final List<BadInput> rows = BadInput.table().stream().filter(row -> LINUX || !row.isOfLinux()).filter(
			row -> !place.isRoot() || !row.isNotOfRoot()).toList();
		try (Context context = new Context(CommandService.class)) {
			context.service(LogService.class).setLevel(LogLevel.NONE); // it would print each refusal
			final BadInputDoors doors = new BadInputDoors(place, context.service(CommandService.class));
			for (final BadInput row : rows)
				for (final String door : row.doors())
					if (!door.equals("macro")) inThisProcess(door, row, doors, place);
			inMacros(rows.stream().filter(row -> row.doors().contains("macro")).toList(), doors, place);
		}
		Files.write(Path.of("target", "bad-input-wrong.txt"), wrong);
		assertEquals("", String.join("\n", wrong));
	}

	private void inThisProcess(final String door, final BadInput row, final BadInputDoors doors, final BadInputPlace place)
		throws IOException
	{
		final Map<String, Long> before = place.contents();
		final boolean given = !row.image().startsWith("file:");
		final ImagePlus image = given ? BadInputPlace.image(row.image()) : null;
		final List<Object> pixels = pixels(image);
		try {
			judge(door, row, place.strip(doors.answer(door, doors.prepare(row), image)));
		}
		catch (final Exception | AssertionError e) {
			wrong.add(row.id() + ", " + door + ": " + e + ", at " + Arrays.toString(e.getStackTrace()));
		}
		if (!Arrays.deepEquals(pixels.toArray(), pixels(image).toArray())) wrong.add(row.id() + ", " + door +
			": the image was changed");
		compare(door + " " + row.id(), before, place.contents(), row.works());
	}

	private void judge(final String door, final BadInput row, final String answer) {
		if (!row.isAnswer(answer)) wrong.add(row.id() + ", " + door + ": " + answer);
	}

	private static List<Object> pixels(final ImagePlus image) {
		final List<Object> pixels = new ArrayList<>();
		for (int s = 1; image != null && image.getWidth() > 0 && s <= image.getStackSize(); s++)
			pixels.add(image.getStack().getProcessor(s).getPixelsCopy());
		return pixels;
	}

	/** Nothing that was there is another; what is refused leaves no file, and what works none half done. */
	private void compare(final String what, final Map<String, Long> before, final Map<String, Long> after, final boolean works) {
		before.forEach((file, sum) -> {
			if (!file.contains("changing") && !sum.equals(after.get(file))) wrong.add(what + ": " + file + " was changed");
		});
		for (final String file : after.keySet())
			if (!before.containsKey(file) && !isEmpty(file) && (!works || file.contains(".part") || file.endsWith(".tmp"))) wrong.add(what + ": " +
				file + " was left");
	}

	/** Folders, and the lock of a folder job. */
	private boolean isEmpty(final String file) {
		return dir.resolve(file).toFile().isDirectory() || dir.resolve(file).toFile().length() == 0;
	}

	private void inMacros(final List<BadInput> rows, final BadInputDoors doors, final BadInputPlace place) throws Exception {
		final List<String> macros = rows.stream().map(row -> macro(doors.prepare(row), place)).toList();
		final Path list = Files.write(Path.of("target", "bad-input-macros.txt"), macros), out = Path.of("target",
			"bad-input-macros.out");
		final Map<String, Long> before = place.contents();
		final Process process = ChildJava.builder(List.of("-Xmx1g", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8",
			"--add-opens=java.base/java.lang=ALL-UNNAMED"), BadInputMacros.class, list.toString()).redirectOutput(out.toFile())
			.start();
		assertTrue(process.waitFor(400, TimeUnit.SECONDS), "the macros do not end");
		final String[] answers = Files.readString(out, StandardCharsets.UTF_8).split(BadInputMacros.NEXT);
		assertEquals(rows.size() + 1, answers.length, "a macro ended the process");
		for (int i = 0; i < rows.size(); i++) {
			final String answer = place.strip(answers[i + 1].strip().replaceAll("\\s+", " "));
			judge("macro", rows.get(i), answer.endsWith(WENT_ON) ? "works" : sentence(answer));
		}
		compare("macro", before, place.contents(), false);
	}

	/** The message of ImageJ's error report without a screen. */
	private static String sentence(final String report) {
		final int from = report.indexOf(ERROR), to = report.indexOf(" in line 1");
		return from < 0 || to < from ? report : report.substring(from + ERROR.length(), to);
	}

	private static String macro(final BadInput row, final BadInputPlace place) {
		final String open = row.image().equals("none") ? "" : "open('" + place.file(row.image()).toString().replace('\\', '/') +
			"'); ";
		return "run('Close All'); " + open + "run('" + new CommandKeys(BadInput.COMMANDS.get(row.run())).title() + "', '" + row
			.keys() + " '); print('" + WENT_ON + "');";
	}

	@Test
	void theTableIsWhatItPromises() throws IOException {
		final Map<String, Integer> doors = new HashMap<>();
		final Set<String> ids = new HashSet<>();
		for (final BadInput row : BadInput.table()) {
			assertTrue(ids.add(row.id()), row.id());
			row.doors().forEach(door -> doors.merge(door, 1, Integer::sum));
			if (row.works()) continue;
			assertTrue(row.says().endsWith(".") && !row.says().contains("\n"), row.id());
			assertTrue(row.says().contains("; "), row.id() + " has no remedy: " + row.says());
		}
		assertEquals(Set.of("macro", "groovy", "service", "shell", "core"), doors.keySet());
		doors.forEach((door, count) -> assertTrue(count >= 60, door + " has " + count + " rows"));
	}

	@Test
	void pageIsUpToDate() throws IOException {
		final String page = BadInputPage.of(BadInput.table());
		if (System.getProperty("write.docs") != null) Files.writeString(PAGE, page);
		assertEquals(page, Files.readString(PAGE).replace("\r\n", "\n"), "write it anew with -Dwrite.docs=yes");
	}
}
