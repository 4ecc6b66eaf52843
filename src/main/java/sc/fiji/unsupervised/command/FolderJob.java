package sc.fiji.unsupervised.command;

import com.google.gson.JsonObject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.method.Checkpoint;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.LabelStore;
import sc.fiji.unsupervised.segment.Labels;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.SliceSelection;
import sc.fiji.unsupervised.stack.StackList;

/**
 * Images of a folder, or one image, from files to files: train one model or read it, label all, write labels, pictures
 * and measurements. An image that cannot be used is reported and left out. What an earlier run finished stays as it is.
 * Until it is closed no other job can have the same output.
 */
final class FolderJob implements AutoCloseable {

	private final FolderPlan plan;
	private final Progress progress;
	private final OutputFolder output;
	private final FolderState state;
	private final JsonObject settings;
	private final boolean applies;
	private final FolderSet set;

	/**
	 * Opens the input; everything that can be wrong with it is found before the work begins.
	 *
	 * @throws UserException if input, output or model cannot be used, or the output holds results of other settings
	 */
	FolderJob(final FolderPlan plan, final Progress progress) {
		this.plan = plan;
		this.progress = progress;
		output = new OutputFolder(plan.output(), FolderSet.folder(plan));
		try {
			state = new FolderState(output);
			applies = plan.applies();
			settings = FolderSettings.of(plan, applies);
			FolderState.check(output.path(), settings, FolderSet.folder(plan));
			final Optional<ChannelPolicy> policy = applies ? Optional.of(ModelFile.read(plan.modelFile()).input()).map(i ->
				new ChannelPolicy(i.channels(), i.rgb())) : Optional.empty();
			if (!applies) ModelPlace.check("model", plan.modelFile().toFile());
			set = new FolderSet(plan, state, policy, progress);
		}
		catch (final RuntimeException | Error e) {
			output.close();
			throw e;
		}
	}

	FolderSet set() {
		return set;
	}

	/** Trains the model unless it is there, and labels nothing. */
	SegmentationModel train() {
		return forgetful(this::model);
	}

	/** Does all that is not done. A first run that fails before it has a result forgets its settings, so that others may follow. */
	FolderResult run() {
		return forgetful(this::work);
	}

	private <T> T forgetful(final Supplier<T> work) {
		final boolean begun = state.hasBegun();
		try {
			return work.get();
		}
		catch (final RuntimeException | Error e) {
			if (!begun && (applies || !Files.exists(plan.modelFile()))) state.forget();
			throw e;
		}
	}

	private FolderResult work() {
		final SegmentationModel model = model();
		final FolderWriter writer = new FolderWriter(plan, output, state, model);
		final Optional<String> device = label(model, writer);
		if (set.files().isEmpty()) throw set.nothing(plan);
		writer.finish(set, progress);
		return new FolderResult(set, model, device);
	}

	@Override
	public void close() {
		output.close();
	}

	/** The given model, that of an earlier run, or one that is trained now. */
	private SegmentationModel model() {
		final Path file = plan.modelFile();
		if (applies) {
			state.begin(settings, List.of());
			return ModelFile.read(file);
		}
		final Checkpoint checkpoint = ModelPlace.checkpoint(file.toFile());
		if (!state.hasBegun() || !Files.isRegularFile(file)) ModelFile.write(file, train(checkpoint));
		checkpoint.delete();
		return ModelFile.read(file);
	}

	private SegmentationModel train(final Checkpoint checkpoint) {
		final List<FolderFile> sample = sample(set.files(), plan.sample());
		// The state comes first: a model without it would be taken for one that was given.
		state.begin(settings, sample);
		TrainOptions options = plan.training();
		if (options.intensity().equals("auto") && set.files().size() > 1) options = options.withIntensity("image");
		return Segmenter.train(new StackList(sample), options, checkpoint, progress);
	}

	/** Some images, spread evenly; all for 0. */
	static <T> List<T> sample(final List<T> files, final int count) {
		if (count == 0 || count >= files.size()) return files;
		final List<T> sample = new ArrayList<>();
		for (int i = 0; i < count; i++) sample.add(files.get((int) ((long) i * files.size() / count)));
		return sample;
	}

	/** Labels the images that are not done; returns the device, if one was needed. */
	private Optional<String> label(final SegmentationModel model, final FolderWriter writer) {
		final List<FolderFile> pending = new ArrayList<>(set.files());
		pending.removeIf(writer::isDone);
		if (pending.isEmpty()) return Optional.empty();
		if (set.isSingle()) {
			final SliceParts parts = new SliceParts(plan, settings);
			final int[] missing = parts.missing(pending.get(0).slices());
			if (missing.length < pending.get(0).slices()) return Optional.of(join(pending.get(0), parts, missing, model, writer));
		}
		final FolderProgress files = new FolderProgress(progress, pending, set.files().size());
		final String[] device = new String[1];
		while (!pending.isEmpty()) {
			try (LabelStore parts = new LabelStore()) {
				Segmenter.applyEach(new StackList(pending), model, plan.applying(), files, (labels, slice) -> {
					device[0] = labels.device();
					parts.add(labels);
					if (parts.size() < pending.get(0).slices()) return;
					writer.write(pending.get(0), parts.labels());
					parts.clear();
					pending.remove(0);
				});
			}
			catch (final UserException e) {
				final FolderFile file = pending.get(0);
				if (file.failure().isEmpty() && !(e.getCause() instanceof OutOfMemoryError) || set.isSingle()) throw e;
				pending.remove(0);
				set.skip(file, e.getMessage(), progress);
			}
		}
		return Optional.ofNullable(device[0]);
	}

	/** Labels what other runs left of a stack that they shared, and joins all; returns the devices. */
	private String join(final FolderFile file, final SliceParts parts, final int[] missing, final SegmentationModel model,
		final FolderWriter writer)
	{
		final int classes = model.classes().size();
		try (LabelStore store = new LabelStore()) {
			if (missing.length > 0) Segmenter.applyEach(new SliceSelection(file, missing), model, plan.applying(), progress, (
				labels, i) -> {
				parts.copy(store, missing[i], classes);
				store.add(labels);
			});
			parts.copy(store, file.slices(), classes);
			final Labels all = store.labels();
			writer.write(file, all);
			parts.delete();
			return all.device();
		}
	}
}
