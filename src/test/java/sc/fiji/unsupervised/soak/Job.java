package sc.fiji.unsupervised.soak;

import ij.ImagePlus;
import ij.gui.Roi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import sc.fiji.unsupervised.command.UnsupervisedSegmentation;
import sc.fiji.unsupervised.imagej.ImageFiles;
import sc.fiji.unsupervised.imagej.TiffFile;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;

/**
 * One thing that a user does, always with the same result.
 *
 * @param kind of {@link #KINDS}
 * @param image file to work on
 * @param method of training
 * @param refine of borders
 * @param folder for models and results
 */
record Job(String kind, Path image, String method, String refine, Path folder) {

	static final List<String> KINDS = List.of("segment", "apply", "reload", "points", "folder");

	/** Larger images and longer stacks are cut, so that jobs are many. */
	private static final int SIDE = 256, SLICES = 3;

	/** Does it and gives a checksum of all that came out. */
	long run() throws IOException {
		final CRC32 sum = new CRC32();
		switch (kind) {
			case "segment" -> add(sum, UnsupervisedSegmentation.segment(open(), keys()));
			case "apply" -> add(sum, UnsupervisedSegmentation.apply(open(), Map.of("model", model(), "refine", refine, "device",
				"cpu")));
			case "reload" -> sum.update(reload());
			case "points" -> add(sum, UnsupervisedSegmentation.segmentFromPoints(open(), Map.of("points", "9,9,1,1;60,60,1,2",
				"refine", refine, "device", "cpu")));
			case "folder" -> addFolder(sum);
			default -> throw new IllegalStateException(kind);
		}
		return sum.getValue();
	}

	private Map<String, Object> keys() {
		return Map.of("classes", 3, "steps", 5, "method", method, "refine", refine, "device", "cpu");
	}

	private ImagePlus open() {
		final ImagePlus whole = ImageFiles.open(image);
		whole.setRoi(new Roi(0, 0, Math.min(SIDE, whole.getWidth()), Math.min(SIDE, whole.getHeight())));
		final int last = whole.getNChannels() > 1 ? whole.getStackSize() : Math.min(SLICES, whole.getStackSize());
		final ImagePlus cut = whole.crop("1-" + last);
		if (whole.getNChannels() > 1) cut.setDimensions(whole.getNChannels(), whole.getNSlices(), whole.getNFrames());
		return cut;
	}

	/** The model of the image; trained when it is first needed. */
	private Path model() {
		final Path model = folder.resolve(name() + "-" + method + ".useg");
		if (!Files.exists(model)) UnsupervisedSegmentation.train(open(), Map.of("classes", 3, "steps", 5, "method", method,
			"device", "cpu", "model", model));
		return model;
	}

	private byte[] reload() throws IOException {
		final SegmentationModel model = ModelFile.read(model());
		final Path copy = folder.resolve("copy-" + name() + "-" + method + ".useg");
		ModelFile.write(copy, model);
		return Files.readAllBytes(copy);
	}

	/** The image alone as a folder; what an earlier, stopped run left there is gone on with. */
	private void addFolder(final CRC32 sum) throws IOException {
		final Path input = folder.resolve("in-" + name()), output = folder.resolve("out-" + name() + "-" + method + "-" + refine);
		if (!Files.exists(input)) {
			Files.createDirectories(input);
			TiffFile.write(open(), input.resolve("image.tif"));
		}
		UnsupervisedSegmentation.segmentFolder(Map.of("folder", input, "output", output, "classes", 3, "steps", 5, "method",
			method, "refine", refine, "device", "cpu", "overlays", "no"));
		sum.update(Files.readAllBytes(output.resolve("measurements.csv")));
		sum.update(Files.readAllBytes(output.resolve("model.useg")));
		Delete.tree(output);
	}

	private String name() {
		return image.getParent().getParent().getFileName() + "-" + image.getFileName();
	}

	private static void add(final CRC32 sum, final ImagePlus labels) {
		for (int s = 1; s <= labels.getStackSize(); s++) sum.update((byte[]) labels.getStack().getPixels(s));
	}

	@Override
	public String toString() {
		return kind + " " + name() + " " + method + " " + refine;
	}
}
