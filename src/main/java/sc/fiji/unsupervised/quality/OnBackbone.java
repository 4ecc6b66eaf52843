package sc.fiji.unsupervised.quality;

import java.util.HashMap;
import java.util.Map;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Method;
import sc.fiji.unsupervised.method.Methods;
import sc.fiji.unsupervised.method.Rivals;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.SliceLabels;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.segment.Workbench;
import sc.fiji.unsupervised.stack.ImageStack;

/** The product itself: a backbone's features, its methods and refinements; rivals take the place of the method only. */
final class OnBackbone implements Contestant {

	private final Workbench bench;

	OnBackbone(final Session session, final ImageStack stack, final TrainOptions options, final Progress progress) {
		bench = Workbench.open(session, stack, options, progress);
		try {
			for (int i = 0; i < bench.slices(); i++) {
				progress.step("Features", (double) i / bench.slices(), "slice " + (i + 1) + " of " + bench.slices());
				bench.prepare(i, progress);
			}
		}
		catch (final RuntimeException | Error e) {
			bench.close();
			throw e;
		}
	}

	@Override
	public Trained train(final String method, final TrainOptions options, final Progress progress) {
		final Method learner = Rivals.all().stream().filter(m -> m.id().equals(method)).findFirst().orElseGet(() -> Methods.of(
			method));
		final SegmentationModel model = bench.train(learner, options, bench.trainingSlices(), progress);
		final Map<Integer, int[]> together = new HashMap<>();
		return (slice, refine, p) -> {
			final ApplyOptions apply = new ApplyOptions(refine, options.device(), options.threads());
			if (!refine.equals("crf3d")) return values(bench.label(slice, model, apply, p));
			if (together.isEmpty()) bench.labelEach(model, apply, p, (labels, i) -> together.put(i, values(labels)));
			return together.get(slice);
		};
	}

	private static int[] values(final SliceLabels labels) {
		final int[] values = new int[labels.labels().length];
		for (int i = 0; i < values.length; i++) values[i] = labels.labels()[i];
		return values;
	}

	@Override
	public void close() {
		bench.close();
	}
}
