package sc.fiji.unsupervised.command;

import com.google.gson.Gson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.scijava.command.Command;

/**
 * A row of {@code test-data/bad-input.json}: something that a user may give, right or wrong, and what is answered.
 *
 * @param id what is the matter, in a few words; once in the table
 * @param doors through which it is given: macro, groovy (UnsupervisedSegmentation), service (SciJava's CommandService with
 *          typed values), shell, core (Segmenter with options records)
 * @param run what is asked for, see {@link #COMMANDS}; "words" for a shell line without an image
 * @param image kind of image, see {@link BadInputPlace}
 * @param keys as in a macro; {dir} is the folder of the files, {out} an empty place for an output, {long} a name of 300
 *          letters
 * @param says the sentence, in which {dir} stands again for the folder and * for any text; or "works"
 */
record BadInput(String id, List<String> doors, String run, String image, String keys, String says) {

	static final Path TABLE = Path.of("test-data", "bad-input.json");

	/** Commands by what a row asks for. */
	static final Map<String, Class<? extends Command>> COMMANDS = commands();

	private static final Pattern WORD = Pattern.compile("([^\\s=]+)(?:=(\\[[^\\]]*\\]|\\S*))?|=\\S*");

	private static Map<String, Class<? extends Command>> commands() {
		final Map<String, Class<? extends Command>> commands = new LinkedHashMap<>();
		commands.put("segment", SegmentStack.class);
		commands.put("folder", SegmentFolder.class);
		commands.put("train", TrainModel.class);
		commands.put("training", ShowTraining.class);
		commands.put("apply", ApplyModel.class);
		commands.put("explore", ExploreCorrespondences.class);
		commands.put("edit", EditClasses.class);
		commands.put("measure", MeasureClasses.class);
		commands.put("evaluate", EvaluateLabels.class);
		commands.put("backbones", ManageBackbones.class);
		return commands;
	}

	static List<BadInput> table() throws IOException {
		return List.of(new Gson().fromJson(Files.readString(TABLE), BadInput[].class));
	}

	boolean works() {
		return says.equals("works");
	}

	/** Whether it needs a system which has /proc. */
	boolean isOfLinux() {
		return id.endsWith("(Linux)");
	}

	/** Whether it needs a user whom rights bind. */
	boolean isNotOfRoot() {
		return id.endsWith("(not root)");
	}

	/** The words of the keys, without brackets. */
	List<String> words() {
		final List<String> words = new ArrayList<>();
		WORD.matcher(keys).results().forEach(m -> {
			final String value = m.group(2);
			words.add(value == null || !value.startsWith("[") ? m.group() : m.group(1) + "=" + value.substring(1, value.length() -
				1));
		});
		return words;
	}

	/** Values by key. */
	Map<String, String> texts() {
		final Map<String, String> texts = new LinkedHashMap<>();
		for (final String word : words()) texts.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
		return texts;
	}

	/**
	 * The same with paths in its keys, and with some more of these.
	 *
	 * @param fill puts paths into a text; those with spaces get brackets
	 */
	BadInput filled(final UnaryOperator<String> fill, final String more) {
		final String filled = WORD.matcher(keys).replaceAll(m -> Matcher.quoteReplacement(filled(m.group(), fill.apply(m
			.group()))));
		return new BadInput(id, doors, run, image, (filled + more).strip(), says);
	}

	private static String filled(final String word, final String text) {
		final int value = text.indexOf('=') + 1;
		final boolean bare = text.equals(word) || text.indexOf(' ') < 0 || text.startsWith("[", value);
		return bare ? text : text.substring(0, value) + "[" + text.substring(value) + "]";
	}

	/** Whether an answer is the one of the table. */
	boolean isAnswer(final String answer) {
		final StringBuilder pattern = new StringBuilder();
		for (final String part : says.split("\\*", -1)) pattern.append(pattern.length() == 0 ? "" : ".*").append(Pattern.quote(
			part));
		return answer.matches(pattern.toString());
	}
}
