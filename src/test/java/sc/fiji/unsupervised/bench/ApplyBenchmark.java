package sc.fiji.unsupervised.bench;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.backbone.RandomVit;
import sc.fiji.unsupervised.imagej.ImageFiles;
import sc.fiji.unsupervised.imagej.ImagePlusStack;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.segment.TrainOptions;

/**
 * Megapixels a second of labelling one large image with a model, by refinement: the embedded backbone, and ViT-S/16 with
 * random weights. A turn takes long, so there is one for each, after a warm-up on a smaller image.
 */
public final class ApplyBenchmark implements Row {

	private static final int SIDE = 4096, WARM_UP = 1024;
	private static final Path SAMPLE = Path.of("test-data/superalloy/images/spot3_180d_2.png");

	@Override
	public String name() {
		return "apply";
	}

	@Override
	public List<Figure> measure(final Setting setting) throws Exception {
		final ImagePlus sample = ImageFiles.open(SAMPLE);
		final List<Figure> figures = new ArrayList<>(measure("texture", "texture", List.of("none", "polish", "crf"), sample, setting
			.threads()));
		final Path weights = Files.createTempFile("bench-", ".safetensors");
		try {
			SafeTensors.write(weights, RandomVit.dino(384, 12, 16, 14, 1));
			figures.addAll(measure("vit", "file:" + weights, List.of("none", "crf"), sample, setting.threads()));
		}
		finally {
			Files.delete(weights);
		}
		return figures;
	}

	private static List<Figure> measure(final String name, final String backbone, final List<String> refinements,
		final ImagePlus sample, final int threads)
	{
		final TrainOptions d = TrainOptions.defaults();
		final TrainOptions options = new TrainOptions(4, "kmeans", backbone, d.scale(), d.channels(), d.intensity(), d.shifts(), 0,
			"none", "cpu", 1, threads);
		final SegmentationModel model = Segmenter.train(ImagePlusStack.of(sample), options, Progress.NONE);
		final List<Figure> figures = new ArrayList<>();
		for (final String refine : refinements) {
			seconds(model, sample, WARM_UP, refine, threads);
			final double seconds = seconds(model, sample, SIDE, refine, threads);
			figures.add(Figure.alone("apply-" + name + "-" + refine, SIDE + " x " + SIDE + " pixels labelled, " + (name.equals("vit")
				? "ViT-S/16, random weights" : name) + ", refine=" + refine, "MP/s", SIDE * SIDE * 1e-6 / seconds));
		}
		return figures;
	}

	private static double seconds(final SegmentationModel model, final ImagePlus sample, final int side, final String refine,
		final int threads)
	{
		final ImagePlusStack stack = ImagePlusStack.of(mirrored(sample.getProcessor(), side));
		final long start = System.nanoTime();
		Segmenter.apply(stack, model, new ApplyOptions(refine, "cpu", threads), Progress.NONE);
		return (System.nanoTime() - start) * 1e-9;
	}

	/** A real micrograph, continued by its mirror images. */
	private static ImagePlus mirrored(final ImageProcessor sample, final int side) {
		final ByteProcessor plane = new ByteProcessor(side, side);
		for (int y = 0; y < side; y++) for (int x = 0; x < side; x++)
			plane.set(x, y, sample.get(mirror(x, sample.getWidth()), mirror(y, sample.getHeight())));
		return new ImagePlus("mirrored", plane);
	}

	private static int mirror(final int i, final int size) {
		final int j = i % (2 * size);
		return j < size ? j : 2 * size - 1 - j;
	}
}
