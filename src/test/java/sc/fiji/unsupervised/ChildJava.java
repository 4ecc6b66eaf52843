package sc.fiji.unsupervised;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the tests in a Java of its own, on the class path of this one. */
public final class ChildJava {

	/** The program of this Java. */
	public static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	/** Starts quickly and does not care to be fast after that: children live for seconds. */
	public static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	private ChildJava() {}

	/**
	 * What starts it, with both outputs in one.
	 *
	 * @param options for Java; a class path among them replaces that of this one
	 */
	public static ProcessBuilder builder(final List<String> options, final Class<?> program, final String... words) {
		final List<String> command = new ArrayList<>(List.of(JAVA));
		command.addAll(QUICK);
		command.addAll(List.of("-cp", System.getProperty("java.class.path")));
		command.addAll(options);
		command.add(program.getName());
		command.addAll(List.of(words));
		return new ProcessBuilder(command).redirectErrorStream(true);
	}
}
