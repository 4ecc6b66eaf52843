package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.model.ModelFile;

/** A job works where JNA cannot unpack its library, but log and model tell that its last digits may be others. */
@Timeout(240)
class WithoutJnaTest {

	@TempDir
	Path folder;

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing is asked of JNA there")
	void logAndModelTell() throws Exception {
		final ChildJob job = new ChildJob(folder, "classes=2", "method=kmeans", "refine=none", "device=cpu").withImages(1, 120, 90);
		final ChildJob.End end = job.end(job.start(List.of("-Djna.nounpack=true", "-Djna.nosys=true"), job.output()));
		assertEquals(0, end.code(), end.text());
		final String device = "cpu (chosen; JNA does not load, so last digits may differ)";
		assertTrue(end.text().contains("Device: " + device), end.text());
		assertEquals(device, ModelFile.read(job.output().resolve("model.useg")).training().device());
	}
}
