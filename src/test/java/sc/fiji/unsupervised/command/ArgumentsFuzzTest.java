package sc.fiji.unsupervised.command;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import sc.fiji.unsupervised.Bounds;

/** Any text as the words of the command line, one in each line. */
class ArgumentsFuzzTest {

	private static final Bounds BOUNDS = new Bounds(8 << 20, 256);

	@FuzzTest(maxDuration = "10s")
	void words(final byte[] data) {
		final String lines = new String(data, StandardCharsets.UTF_8);
		BOUNDS.check(data.length, () -> new Arguments(Stream.concat(Stream.of("input=no such image.tif",
			"output=no such folder"), lines.lines()).toArray(String[]::new)));
	}
}
