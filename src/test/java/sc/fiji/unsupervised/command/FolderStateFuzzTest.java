package sc.fiji.unsupervised.command;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import sc.fiji.unsupervised.Bounds;

/** Any bytes as the files that a folder job keeps in its output. */
class FolderStateFuzzTest {

	private static final Bounds BOUNDS = new Bounds(1 << 20, 128);

	@FuzzTest(maxDuration = "10s")
	void state(final byte[] data) {
		final String text = new String(data, StandardCharsets.UTF_8);
		BOUNDS.check(data.length, () -> {
			FolderState.done(text);
			FolderState.document(text).ifPresent(d -> {
				FolderSettings.trains(d.settings(), Path.of("model.useg"));
				FolderSettings.difference(d.settings(), new JsonObject());
				d.trained().keySet().forEach(Path.of("folder")::resolve);
			});
		});
	}
}
