package sc.fiji.unsupervised.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import net.imglib2.img.array.ArrayImgs;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.segment.Workbench;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.ImgStack;

/** A whole job on a set of micrographs: its time by stages, and its labels. */
final class JobCheck {

	private final ImageStack stack;
	private final TrainOptions options;

	/**
	 * @param images folder of grey PNG files of one size
	 * @param most so many of them
	 */
	JobCheck(final Path images, final int most, final String backbone, final int steps) throws IOException {
		final List<Path> files;
		try (Stream<Path> all = Files.list(images)) {
			files = all.filter(f -> f.toString().endsWith(".png")).sorted().limit(most).toList();
		}
		if (files.isEmpty()) throw new IOException(images + " has no PNG files");
		final BufferedImage first = ImageIO.read(files.get(0).toFile());
		final int width = first.getWidth(), height = first.getHeight();
		final byte[] values = new byte[width * height * files.size()];
		for (int z = 0; z < files.size(); z++) {
			final BufferedImage image = ImageIO.read(files.get(z).toFile());
			for (int i = 0; i < width * height; i++) values[z * width * height + i] = (byte) image.getRaster().getSample(i % width, i / width,
				0);
		}
		stack = ImgStack.of(ArrayImgs.unsignedBytes(values, width, height, files.size()), Axes.parse("XYZ"));
		options = new TrainOptions(3, "stego", backbone, 1, "auto", "auto", "auto", steps, "none", "auto", 1, 0);
	}

	/**
	 * What a job gave.
	 *
	 * @param labels of all slices
	 * @param seconds of training and labelling
	 * @param stages seconds of each stage
	 */
	record Result(SegmentationModel model, short[][] labels, double seconds, Map<String, Double> stages) {

		/** Share of the pixels that have the same label. */
		double agreement(final short[][] others) {
			long same = 0, all = 0;
			for (int z = 0; z < labels.length; z++)
				for (int i = 0; i < labels[z].length; i++, all++) if (labels[z][i] == others[z][i]) same++;
			return (double) same / all;
		}

		/** The stages in words, longest first. */
		String profile() {
			return stages.entrySet().stream().filter(e -> e.getValue() >= 0.005).sorted(Map.Entry.<String, Double> comparingByValue()
				.reversed()).map(e -> String.format(Locale.ROOT, "%s %.2f", e.getKey().toLowerCase(Locale.ROOT), e.getValue())).collect(
					Collectors.joining(", "));
		}
	}

	/** Trains and labels. */
	Result run(final Session opened) {
		return run(opened, null);
	}

	/** Labels, with a model or by training one first. */
	Result run(final Session opened, final SegmentationModel given) {
		final Map<String, Double> stages = new LinkedHashMap<>();
		final long[] last = { System.nanoTime() };
		final String[] stage = { "Opening" };
		final Progress clock = (name, fraction, message) -> {
			final long now = System.nanoTime();
			stages.merge(stage[0], (now - last[0]) * 1e-9, Double::sum);
			last[0] = now;
			stage[0] = name;
		};
		final long start = last[0];
		try (Session session = opened; Workbench bench = given == null ? Workbench.open(session, stack, options, clock) : Workbench
			.open(session, stack, given))
		{
			final SegmentationModel model = given == null ? bench.train(options, bench.trainingSlices(), clock) : given;
			final short[][] labels = new short[stack.slices()][];
			bench.labelEach(model, new ApplyOptions("none", "auto", 0), clock, (slice, i) -> labels[i] = slice.labels().clone());
			clock.report("", 1, "");
			return new Result(model, labels, (System.nanoTime() - start) * 1e-9, stages);
		}
	}
}
