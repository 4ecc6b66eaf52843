package sc.fiji.unsupervised.command;

import com.google.gson.JsonObject;

import java.nio.file.Files;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.LabelStore;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.SliceSelection;

/**
 * Labels some slices of a stack beside other runs that label others, with the model that all share. The folder job with the
 * same settings joins them. A slice's labels depend on the model and the slice alone, so they are those of a single run.
 */
final class PartJob {

	private final FolderPlan plan;
	private final SliceShare share;
	private final Progress progress;
	private final SliceParts parts;

	/** @throws UserException if the plan's slices cannot be shared */
	PartJob(final FolderPlan plan, final SliceShare share, final Progress progress) {
		this.plan = plan;
		this.share = share;
		this.progress = progress;
		final String key = "slices=" + share.text();
		if (!Files.isRegularFile(plan.input())) throw new UserException(key + " shares the slices of one stack, but input=" + plan
			.input() + " is no file; give a stack, or leave slices out.");
		if (plan.applying().refine().equals("crf3d")) throw new UserException(
			"refine=crf3d refines all sections together, so its slices cannot be shared (" + key +
				"); use polish, crf or none, or leave slices out.");
		if (plan.applying().probabilities()) throw new UserException("probabilities=yes cannot be shared among runs (" + key +
			"); leave one of them out.");
		if (!Files.isRegularFile(plan.modelFile())) throw new UserException(key + " needs the model that all runs share, and " +
			plan.modelFile() + " is not there; train it once with the same keys and slices=none.");
		final JsonObject settings = FolderSettings.of(plan, plan.applies());
		FolderState.check(plan.output(), settings, FolderSet.folder(plan));
		parts = new SliceParts(plan, settings);
	}

	/**
	 * Does it.
	 *
	 * @return the closing line
	 */
	String run() {
		final long start = System.nanoTime();
		final SegmentationModel model = ModelFile.read(plan.modelFile());
		final InputFile file = new InputFile(plan.input(), UnaryOperator.identity());
		final ImageStack stack = new ChannelPolicy(model.input().channels(), model.input().rgb()).fit(file).orElse(file);
		final SliceShare.Range range = share.of(stack.slices());
		final int[] chosen = IntStream.range(range.first(), range.end()).toArray();
		if (chosen.length > 0) label(model, file, new SliceSelection(stack, chosen), range);
		return String.format(Locale.ROOT, "slices=%d of %d classes=%d seconds=%.1f", chosen.length, stack.slices(), model
			.classes().size(), (System.nanoTime() - start) / 1e9);
	}

	private void label(final SegmentationModel model, final InputFile file, final ImageStack part,
		final SliceShare.Range range)
	{
		try (LabelStore store = new LabelStore()) {
			Segmenter.applyEach(part, model, plan.applying(), progress, (labels, slice) -> store.add(labels));
			parts.write(range, file.image(), store.labels());
		}
	}
}
