package sc.fiji.unsupervised.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import sc.fiji.unsupervised.Progress;

/** The loop of every training. */
final class Steps {

	private Steps() {}

	/** As many steps as the user wants, or enough for a loss to settle on small stacks, a few epochs on large ones. */
	static int count(final MethodSettings settings, final int tiles) {
		return settings.steps() > 0 ? settings.steps() : Math.max(400, Math.min(1500, 2 * tiles));
	}

	/** Takes the steps; the user sees each and may cancel. */
	static List<StepRecord> run(final int count, final Progress progress, final Supplier<StepRecord> step) {
		final List<StepRecord> records = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			records.add(step.get());
			progress.step("Training", (i + 1.0) / count, String.format(Locale.ROOT, "step %d of %d, loss %.4f", i + 1, count,
				records.get(i).loss()));
		}
		return records;
	}
}
