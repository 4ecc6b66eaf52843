package sc.fiji.unsupervised.command;

import ij.ImagePlus;
import ij.io.FileSaver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import javax.imageio.ImageIO;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.IntegerType;

import org.scijava.command.Command;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.evaluate.MatchedScores;
import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.imagej.OverlayPicture;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.Labels;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.segment.TrainOptions;

/** One run of the command line: read, train or load a model, label, write, compare. */
final class CommandLineJob {

	private final Arguments arguments;
	private final Progress progress;
	private final InputSet inputs;
	private final OutputFolder output;
	/** Null when there is none. */
	private final Truth truth;
	private final MeasurementTable table = new MeasurementTable();

	/**
	 * Opens the input; everything that can be wrong with it is found before the work begins.
	 *
	 * @throws UserException if input, output or truth cannot be used
	 */
	CommandLineJob(final Arguments arguments, final Progress progress) {
		this.arguments = arguments;
		this.progress = progress;
		inputs = InputSet.open("input", arguments.path("input"), UnaryOperator.identity());
		output = new OutputFolder(arguments.path("output"), inputs);
		truth = arguments.path("truth") == null ? null : new Truth(arguments.path("truth"), inputs);
	}

	/**
	 * Does it all.
	 *
	 * @return the closing line
	 */
	String run() {
		final long start = System.nanoTime();
		final Command command;
		final SegmentationModel model;
		final ApplyOptions options;
		if (arguments.applies()) {
			final ApplyModel applying = arguments.applying();
			command = applying;
			options = applying.options();
			model = ModelFile.read(arguments.path("model"));
		}
		else {
			final SegmentStack training = arguments.training(inputs.intensity());
			command = training;
			final TrainOptions train = training.options();
			options = train.toApply();
			final Path given = arguments.path("model"), file = given == null ? output.file("model.useg") : given;
			ModelPlace.check(file.toFile());
			model = Segmenter.train(inputs.stack(), train, progress);
			ModelFile.write(file, model);
		}
		final Labels labels = Segmenter.apply(inputs.stack(), model, options, progress);
		write(labels, model, command);
		return closing(labels, model, (System.nanoTime() - start) / 1e9);
	}

	private void write(final Labels labels, final SegmentationModel model, final Command command) {
		int slice = 0;
		for (final InputFile file : inputs.files()) {
			progress.step("Writing", (double) slice / labels.slices().size(), file.name());
			final Labels own = labels.part(slice, slice + file.slices());
			final ImagePlus image = Images.labels(file.image(), own, model, command);
			output.write(file.name() + "-labels.tif", path -> saveTiff(image, path));
			output.write(file.name() + "-overlay.png", path -> ImageIO.write(OverlayPicture.of(file.image(), image, file
				.slices() / 2), "png", path.toFile()));
			if (!own.probabilities().isEmpty()) {
				final ImagePlus maps = Images.probabilities(file.image(), own, model, command);
				output.write(file.name() + "-probabilities.tif", path -> saveTiff(maps, path));
			}
			for (int s = 0; s < file.slices(); s++, slice++)
				measure(file, s, slice, own.slices().get(s), labels.classes());
		}
		output.write("measurements.csv", table::save);
	}

	private void measure(final InputFile file, final int inFile, final int slice, final Img<? extends IntegerType<?>> labels,
		final int classes)
	{
		final int[] values = new int[Math.toIntExact(labels.size())];
		int i = 0;
		for (final IntegerType<?> label : labels)
			values[i++] = label.getInteger();
		table.add(file, inFile, values, classes);
		if (truth != null) truth.add(slice, values);
	}

	private static void saveTiff(final ImagePlus image, final Path path) throws IOException {
		final FileSaver saver = new FileSaver(image);
		final boolean saved = image.getStackSize() > 1 ? saver.saveAsTiffStack(path.toString()) : saver.saveAsTiff(path
			.toString());
		if (!saved) throw new IOException("writing " + path.getFileName() + " failed");
	}

	private String closing(final Labels labels, final SegmentationModel model, final double seconds) {
		final String line = String.format(Locale.ROOT, "slices=%d classes=%d seconds=%.1f backbone=%s device=%s", labels
			.slices().size(), labels.classes(), seconds, model.backbone().id(), labels.device().split(" ")[0]);
		if (truth == null) return line;
		final MatchedScores scores = truth.scores();
		return line + String.format(Locale.ROOT, " mIoU=%.2f accuracy=%.2f", scores.meanIou(), scores.accuracy());
	}
}
