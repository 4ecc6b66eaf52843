package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.engine.Session;

/** A limit to the size of files, which any user may set, in place of a full disk; {@code scripts/faults} has that, too. */
@Timeout(240)
class FullDiskTest {

	private static final int RUNS = 4;

	@TempDir
	Path folder;

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such limits")
	void oneSentenceAndNothingHalf() throws Exception {
		Session.open(new Session.Options("cpu", 1, 1)).close(); // unpacks the engine, which has large files
		final ChildJob job = new ChildJob(folder, "classes=2", "method=kmeans", "refine=none", "device=cpu").withImages(2, 120,
			90);
		final FullDisk disk = new FullDisk(job);
		final List<Integer> sizes = new ArrayList<>(disk.tooSmall());
		assertTrue(sizes.size() >= RUNS, sizes.toString());
		for (int i = 0; i < RUNS; i++) disk.fail(sizes.get(i * (sizes.size() - 1) / (RUNS - 1)), job::startWithFileLimit);
		disk.finish();
	}
}
