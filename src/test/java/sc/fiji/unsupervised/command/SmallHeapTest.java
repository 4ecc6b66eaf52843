package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Too little memory for Java; {@code scripts/faults} tries every size. */
@Timeout(180)
class SmallHeapTest {

	@TempDir
	Path folder;

	@Test
	void oneSentenceSaysWhatToDo() throws Exception {
		final ChildJob job = new ChildJob(folder, "classes=2", "method=kmeans", "refine=polish", "device=cpu").withImages(1, 2500,
			2500);
		final ChildJob.End end = job.end(job.start(List.of("-Xmx40m"), job.output()));
		assertEquals(2, end.code(), end.text());
		assertTrue(end.isOneSentence(), end.text());
		assertTrue(end.sentence().contains("memory") && end.sentence().contains("smaller scale"), end.text());
		assertTrue(job.parts().isEmpty());
	}
}
