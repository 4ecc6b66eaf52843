package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.scijava.command.Command;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.evaluate.Connectivity;
import sc.fiji.unsupervised.imagej.ClassMeasurer;
import sc.fiji.unsupervised.imagej.ClassNames;
import sc.fiji.unsupervised.imagej.ContactSheet;
import sc.fiji.unsupervised.imagej.IntensityPlanes;
import sc.fiji.unsupervised.imagej.LabelPlanes;
import sc.fiji.unsupervised.imagej.OverlayPicture;
import sc.fiji.unsupervised.imagej.TiffFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.Labels;

/** The files of a folder job: those of each image when it is labelled, and those of all at the end. */
final class FolderWriter {

	private final FolderPlan plan;
	private final OutputFolder output;
	private final FolderState state;
	private final SegmentationModel model;
	private final ClassNames names;
	private final Command origin;

	FolderWriter(final FolderPlan plan, final OutputFolder output, final FolderState state, final SegmentationModel model) {
		this.plan = plan;
		this.output = output;
		this.state = state;
		this.model = model;
		names = ClassNames.of(model);
		origin = plan.origin().orElseGet(() -> ApplyModel.with(plan.modelFile().getFileName(), plan.applying()));
	}

	/** Name of the label image in the output. */
	static String labelName(final FolderFile file) {
		return file.file().name() + "-labels.tif";
	}

	/** Whether all files of an image are there. */
	boolean isDone(final FolderFile file) {
		return state.done(file.path()).isPresent() && Files.exists(output.file(labelName(file)));
	}

	/** Writes the files of an image; the one that says that it is done comes last. */
	void write(final FolderFile file, final Labels found) {
		final ImagePlus image = file.file().image(), labels = Images.lazyLabels(image, found, model, origin);
		output.write(labelName(file), path -> TiffFile.write(labels, path));
		draw(file, labels);
		if (!found.probabilities().isEmpty()) {
			final ImagePlus maps = Images.lazyProbabilities(image, found, model, origin);
			output.write(file.file().name() + "-probabilities.tif", path -> TiffFile.write(maps, path));
		}
		state.finish(file, measure(file, labels));
	}

	/** The picture of the middle slice and its thumbnail. */
	private void draw(final FolderFile file, final ImagePlus labels) {
		final BufferedImage picture = OverlayPicture.of(file.file().image(), labels, file.slices() / 2);
		if (plan.overlays()) output.write(file.file().name() + "-overlay.png", path -> ImageIO.write(picture, "png", path
			.toFile()));
		final Path thumbnail = state.thumbnail(file.path());
		output.write(output.path().relativize(thumbnail).toString(), path -> ImageIO.write(ContactSheet.thumbnail(picture),
			"png", path.toFile()));
	}

	private String measure(final FolderFile file, final ImagePlus labels) {
		final LabelPlanes planes = new LabelPlanes("label image", labels);
		final int[] classes = IntStream.rangeClosed(1, model.classes().size()).toArray();
		return new ClassMeasurer(planes, file.fileName(), Optional.of(new IntensityPlanes(file, file.file().image()
			.getCalibration())), names, classes, Connectivity.EIGHT).slices(Progress.NONE).csv();
	}

	/** Writes measurements and contact sheet of all images. */
	void finish(final FolderSet set, final Progress progress) {
		final StringBuilder all = new StringBuilder();
		final List<ContactSheet.Entry> entries = new ArrayList<>();
		for (final FolderFile file : set.files()) {
			progress.step("Writing", (double) entries.size() / set.files().size(), file.fileName());
			final String text = state.done(file.path()).map(FolderState.Done::measurements).orElse("");
			all.append(all.length() == 0 ? text : text.substring(text.indexOf('\n') + 1));
			entries.add(new ContactSheet.Entry(file.fileName(), state.thumbnail(file.path())));
		}
		output.write("measurements.csv", path -> Files.writeString(path, all));
		if (!set.isSingle()) output.write("contact-sheet.png", path -> ImageIO.write(ContactSheet.of(entries, names, set
			.skipped()), "png", path.toFile()));
	}
}
