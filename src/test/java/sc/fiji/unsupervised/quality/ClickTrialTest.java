package sc.fiji.unsupervised.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.segment.Workbench;

class ClickTrialTest {

	@TempDir
	Path folder;

	/** Two parts are the classes, more tell more, and there are no more than clusters. */
	@Test
	void theCeilingIsThatOfTheNumberOfParts() throws IOException {
		final LabelledSet set = new LabelledSet(SetChoice.of(Sets.stack(folder.resolve("disks")), List.of()).get(0));
		final TrainOptions options = OptionValues.with(TrainOptions.defaults(), Map.of("method", "merged", "classes", "2",
			"clusters", "12", "refine", "none"));
		final ClickTrial trial = Session.run(new Session.Options("cpu", 1, 1), line -> {}, session -> {
			try (Workbench bench = Workbench.open(session, set.images(), options, Progress.NONE)) {
				return new ClickTrial(set, bench, bench.train(options, bench.trainingSlices(), Progress.NONE), options.toApply(),
					Progress.NONE);
			}
		});
		assertEquals(trial.unsupervised(), trial.ceiling(2), 1e-9);
		assertTrue(trial.ceiling(2) < trial.ceiling(12), trial.ceiling(2) + " " + trial.ceiling(12));
		assertEquals(trial.ceiling(12), trial.ceiling(Integer.MAX_VALUE), 1e-9);
	}
}
