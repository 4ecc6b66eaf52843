package sc.fiji.unsupervised.spark;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.Shell;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.zarr.OmeImage;
import sc.fiji.unsupervised.zarr.OmeLabels;
import sc.fiji.unsupervised.zarr.OmeLabels.Label;
import sc.fiji.unsupervised.zarr.Store;

/**
 * Labels an OME-Zarr image with a saved model on a Spark cluster. The labels are those of Apply Model on one machine, byte for
 * byte.
 */
public final class SegmentSpark {

	private static final String HELP = """
		Labels an OME-Zarr image (0.4, 0.5) with a saved model, on a Spark cluster or on this machine.

		  segment-spark input=<image.zarr> output=<image.zarr/labels/classes> model=<file.useg> [key=value ...]

		  refine     polish, crf or none, as in Apply Model [polish]
		  device     auto, cpu, gpu [auto]
		  block      sections: a task labels whole sections; or an edge in pixels such as 2048, for huge ones with refine=none
		             [sections]

		Cores of a task: spark.task.cpus. See docs/clusters.md.
		""";
	/** More tasks than these cost the driver more than they help. */
	private static final int MOST_TASKS = 100_000;
	private static final Pattern SENTENCE = Pattern.compile("UserException: (.*)");

	private SegmentSpark() {}

	/** Ends the process with 0 (done), 2 (wrong input), 3 (engine does not start), 130 (interrupted) or 1 (a bug). */
	public static void main(final String[] words) {
		new Shell(() -> HELP, SegmentSpark::run).main(words);
	}

	private static String run(final String[] words, final Progress progress) {
		final SparkOptions options = SparkOptions.parse(words);
		final SparkConf conf = new SparkConf().setAppName("Unsupervised Segmentation").setIfMissing("spark.master", "local[*]");
		try (JavaSparkContext context = new JavaSparkContext(conf)) {
			return run(options, context);
		}
	}

	/**
	 * Labels on a cluster that is there.
	 *
	 * @return the closing line
	 * @throws UserException if image, model or options do not fit, or one of them cannot be read on a node
	 */
	static String run(final SparkOptions options, final JavaSparkContext context) {
		final long start = System.nanoTime();
		final byte[] file = Store.file(options.model());
		final SegmentationModel model = Models.of(file);
		final OmeImage image = OmeImage.open(options.input());
		if (image.size('c') != model.input().channels()) throw new UserException("The image has " + image.size('c') +
			" channels but the model was trained on " + model.input().channels() + "; give an image of the same kind.");
		final List<Block> blocks = Block.of(image, options.edge());
		OmeLabels.create(image, options.output(), model.classes().stream().map(c -> new Label(c.name(), c.rgb())).toList());
		try {
			context.parallelize(blocks, Math.min(blocks.size(), MOST_TASKS)).foreach(new LabelBlock(options, context.broadcast(
				file)));
		}
		catch (final RuntimeException e) {
			throw sentence(e);
		}
		catch (final Exception e) { // Scala declares nothing
			throw e instanceof SparkException failed ? sentence(failed) : new IllegalStateException(e);
		}
		final double seconds = (System.nanoTime() - start) / 1e9;
		final double pixels = (double) image.size('t') * image.size('z') * image.size('y') * image.size('x');
		return String.format(Locale.ROOT, "blocks=%d sections=%d classes=%d seconds=%.1f megapixels/s=%.2f", blocks.size(), image
			.size('t') * image.size('z'), model.classes().size(), seconds, pixels / 1e6 / seconds);
	}

	/** What a task said, if it was meant for the user. */
	private static RuntimeException sentence(final Exception failure) {
		final Matcher said = SENTENCE.matcher(String.valueOf(failure.getMessage()));
		if (said.find()) return new UserException(said.group(1), failure);
		return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
	}
}
