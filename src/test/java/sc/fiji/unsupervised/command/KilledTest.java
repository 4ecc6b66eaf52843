package sc.fiji.unsupervised.command;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A few of the kills that {@code scripts/faults} makes many of. */
@Timeout(240)
class KilledTest {

	private static final int KILLS = 5;

	@TempDir
	Path folder;

	@Test
	void nothingIsHalfAndTheNextRunGoesOn() throws Exception {
		final Kills kills = new Kills(new ChildJob(folder, "classes=2", "method=kmeans", "refine=none", "device=cpu").withImages(
			8, 120, 90), 1);
		for (int i = 0; i < KILLS; i++) kills.kill();
		kills.finish();
	}
}
