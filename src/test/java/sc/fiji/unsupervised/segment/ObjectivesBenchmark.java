package sc.fiji.unsupervised.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ij.process.ImageProcessor;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.cluster.Hungarian;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.evaluate.Confusion;
import sc.fiji.unsupervised.evaluate.MatchedScores;
import sc.fiji.unsupervised.imagej.ImageFiles;
import sc.fiji.unsupervised.imagej.ImagePlusStack;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.StackList;

/**
 * Mean IoU, accuracy and seconds of methods on the same kept features, K clusters for K classes, one match for the whole
 * set, no refinement; the figures of {@code docs/objectives.md}. Arguments: folder with the sets, backbone, methods
 * (separated by commas), number of seeds, names of sets. Prints a line for each run.
 */
public final class ObjectivesBenchmark {

	private static final int IGNORE = 255;

	/** A set as {@code index.csv} lists it: the slices of its stack and the truth of each. */
	private record LabelledStack(ImageStack stack, boolean images, List<int[]> truth, int classes) {

		static LabelledStack read(final Path folder) throws IOException {
			final Map<String, List<String>> labels = new LinkedHashMap<>();
			for (final String line : Files.readAllLines(folder.resolve("index.csv")).subList(1, Files.readAllLines(folder
				.resolve("index.csv")).size()))
			{
				final String[] columns = line.split(",");
				if (columns.length > 1) labels.computeIfAbsent(columns[0], k -> new ArrayList<>()).add(columns[1]);
			}
			final List<ImageStack> stacks = new ArrayList<>();
			final List<int[]> truth = new ArrayList<>();
			int classes = 0;
			for (final Map.Entry<String, List<String>> e : labels.entrySet()) {
				stacks.add(ImagePlusStack.of(ImageFiles.open(folder.resolve(e.getKey()))));
				for (final String file : e.getValue()) {
					final ImageProcessor picture = ImageFiles.open(folder.resolve(file)).getProcessor();
					final int[] values = new int[picture.getPixelCount()];
					for (int i = 0; i < values.length; i++) {
						values[i] = picture.get(i);
						if (values[i] != IGNORE) classes = Math.max(classes, values[i] + 1);
					}
					truth.add(values);
				}
			}
			return new LabelledStack(new StackList(stacks), stacks.size() > 1, truth, classes);
		}
	}

	private ObjectivesBenchmark() {}

	public static void main(final String... args) throws IOException {
		final String[] methods = args[2].split(",");
		final int seeds = Integer.parseInt(args[3]);
		System.out.println("set,backbone,method,seed,iou,accuracy,seconds,notes");
		for (int s = 4; s < args.length; s++) {
			final LabelledStack set = LabelledStack.read(Path.of(args[0], args[s]));
			final TrainOptions options = new TrainOptions(set.classes(), 0, "stego", args[1], 1, "auto", set.images() ? "image"
				: "stack", "auto", 0, "none", "cpu", 1, 1);
			try (Session session = Session.open(new Session.Options("cpu", 1, 1));
					Workbench bench = Workbench.open(session, set.stack(), options, Progress.NONE))
			{
				for (int i = 0; i < bench.slices(); i++) bench.prepare(i, Progress.NONE);
				for (final String method : methods)
					for (int seed = 1; seed <= seeds; seed++) run(args[s], set, bench, options, method, seed);
			}
		}
	}

	private static void run(final String name, final LabelledStack set, final Workbench bench, final TrainOptions o,
		final String method, final int seed)
	{
		final TrainOptions options = new TrainOptions(o.classes(), o.clusters(), method, o.backbone(), o.scale(), o.channels(), o
			.intensity(), o.shifts(), o.steps(), o.refine(), o.device(), seed, o.threads());
		final long start = System.nanoTime();
		final SegmentationModel model = bench.train(options, bench.trainingSlices(), Progress.NONE);
		final double seconds = (System.nanoTime() - start) * 1e-9;
		final Confusion confusion = new Confusion(set.classes(), set.classes());
		for (int i = 0; i < bench.slices(); i++) {
			final short[] labels = bench.label(i, model, options.toApply(), Progress.NONE).labels();
			for (int p = 0; p < labels.length; p++) confusion.add(labels[p] - 1, set.truth().get(i)[p], 1);
		}
		final MatchedScores scores = MatchedScores.of(confusion, Hungarian.maximise(confusion.scores()));
		System.out.printf(Locale.ROOT, "%s,%s,%s,%d,%.2f,%.2f,%.1f,%s%n", name, options.backbone().startsWith("file:")
			? "vit-tiny" : options.backbone(), method, seed, scores.meanIou(), scores.accuracy(), seconds, model.training()
				.notes().toString().replace(',', ';'));
	}
}
