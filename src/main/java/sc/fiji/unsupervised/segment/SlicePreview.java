package sc.fiji.unsupervised.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.Region;

/**
 * Labels single slices while a user changes options, and computes only what the change calls for: features once for each
 * slice and backbone, clusters when their number or the slices change, else the labels alone. Classes are learned by
 * k-means from the slices that were looked at, whatever the method, because training takes too long to wait for; borders
 * are shown first without, then with their refinement. Calls come from one thread.
 */
public final class SlicePreview implements AutoCloseable {

	/** The method that needs no training. */
	private static final String QUICK = "kmeans";
	/** The refinement that takes no time. */
	private static final String PLAIN = "none";

	/**
	 * @param labels of the slice
	 * @param colours 0xRRGGBB of each class
	 * @param note one sentence on what differs from the real run, or an empty string
	 */
	public record Shown(SliceLabels labels, List<Integer> colours, String note) {}

	/** What a workbench for training depends on. */
	private record Input(Region region, String backbone, double scale, String channels, String intensity, String gamma,
		String device, long seed, int threads)
	{}

	/** What a workbench for a model depends on. */
	private record Saved(Region region, Path file, FileTime time, String device, int threads) {}

	/** What clusters depend on beside the workbench. */
	private record Learned(int classes, int clusters, List<Integer> slices) {}

	private OwnWorkbench workbench;
	/** For what the workbench was opened. */
	private Record opened;
	/** The model that the workbench was opened with, or null. */
	private SegmentationModel saved;
	/** What was tried before is shown at once. */
	private final Map<Learned, SegmentationModel> learned = new HashMap<>();
	/** Slices that were looked at with this workbench. */
	private final TreeSet<Integer> seen = new TreeSet<>();

	/**
	 * Labels a slice as a training with these options would, but for the method.
	 *
	 * @param stack always the same, but for its region
	 * @param screen receives the labels, once or twice
	 * @throws UserException if the stack or a value cannot be used
	 * @throws sc.fiji.unsupervised.CancelledException if the user changed something
	 */
	public void show(final ImageStack stack, final int slice, final TrainOptions options, final Progress progress,
		final Consumer<Shown> screen)
	{
		open(new Input(stack.region(slice), options.backbone(), options.scale(), options.channels(), options.intensity(), options
			.gamma(), options.device(), options.seed(), options.threads()), new Session.Options(options.device(), options
				.threads(), options.seed()), progress, session -> Workbench.open(session, stack, options, progress));
		prepare(slice, progress);
		final Learned wanted = new Learned(options.classes(), options.clusters(), List.copyOf(seen));
		if (!learned.containsKey(wanted)) learned.put(wanted, workbench.call(progress, bench -> bench.train(options.withMethod(
			QUICK), seen.stream().mapToInt(i -> i).toArray(), progress)));
		show(slice, learned.get(wanted), options.toApply(), options.chosen().id().equals(QUICK) ? "" :
			"A quick k-means stands in for " + options.chosen().id() + ", which trains after OK.", progress, screen);
	}

	/**
	 * Labels a slice with a saved model.
	 *
	 * @param stack always the same, but for its region
	 * @param screen receives the labels, once or twice
	 * @throws UserException if the model cannot be read or the stack does not fit it
	 * @throws sc.fiji.unsupervised.CancelledException if the user changed something
	 */
	public void show(final ImageStack stack, final int slice, final Path file, final ApplyOptions options,
		final Progress progress, final Consumer<Shown> screen)
	{
		open(new Saved(stack.region(slice), file, time(file), options.device(), options.threads()), new Session.Options(options
			.device(), options.threads(), 1), progress, session -> {
				saved = ModelFile.read(file);
				return Workbench.open(session, stack, saved);
			});
		prepare(slice, progress);
		show(slice, saved, options, "", progress, screen);
	}

	private static FileTime time(final Path file) {
		try {
			return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void open(final Record wanted, final Session.Options options, final Progress progress,
		final Function<Session, Workbench> opener)
	{
		if (wanted.equals(opened)) return;
		close();
		workbench = new OwnWorkbench(options, progress, opener);
		opened = wanted;
	}

	private void prepare(final int slice, final Progress progress) {
		progress.step("Features", 0, "slice " + (slice + 1));
		workbench.call(progress, bench -> {
			bench.prepare(slice, progress);
			return bench;
		});
		seen.add(slice);
	}

	private void show(final int slice, final SegmentationModel model, final ApplyOptions options, final String note,
		final Progress progress, final Consumer<Shown> screen)
	{
		final String alone = options.isVolumetric() ? " This slice is refined without its neighbours." : "";
		final List<Integer> colours = model.classes().stream().map(ClassInfo::rgb).toList();
		for (final String refine : options.refine().equals(PLAIN) ? List.of(PLAIN) : List.of(PLAIN, options.refine())) {
			progress.step("Labelling", 0, "slice " + (slice + 1));
			final ApplyOptions now = new ApplyOptions(refine, options.device(), options.threads());
			screen.accept(new Shown(workbench.call(progress, bench -> bench.label(slice, model, now, progress)), colours, (note +
				alone).strip()));
		}
	}

	@Override
	public void close() {
		if (workbench != null) workbench.close();
		workbench = null;
		opened = null;
		learned.clear();
		seen.clear();
	}
}
