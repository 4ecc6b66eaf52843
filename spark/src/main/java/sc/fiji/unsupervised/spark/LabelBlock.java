package sc.fiji.unsupervised.spark;

import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

import net.imglib2.type.numeric.IntegerType;
import net.imglib2.view.Views;

import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.Labels;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.zarr.OmeImage;
import sc.fiji.unsupervised.zarr.OmeLabels;
import sc.fiji.unsupervised.zarr.ZarrArray;

/**
 * The task: reads a block of the image, labels it, writes its chunks. The engine is loaded once in a process; a task uses as many
 * threads as Spark gives it cores, in the engine and beside it.
 */
final class LabelBlock implements VoidFunction<Block> {

	private static final long serialVersionUID = 1;

	private final SparkOptions options;
	private final Broadcast<byte[]> model;

	/** @param model bytes of its file */
	LabelBlock(final SparkOptions options, final Broadcast<byte[]> model) {
		this.options = options;
		this.model = model;
	}

	@Override
	public void call(final Block block) throws Exception {
		final TaskContext context = TaskContext.get();
		final ForkJoinPool pool = new ForkJoinPool(context.cpus()); // for the streams of the segmenter, which then stay in it
		try {
			pool.submit(() -> label(block, context)).get();
		}
		catch (final ExecutionException e) {
			throw e.getCause() instanceof Exception cause ? cause : e;
		}
		finally {
			pool.shutdownNow();
		}
	}

	private void label(final Block block, final TaskContext context) {
		final SegmentationModel read = Models.of(model.value());
		final OmeImage image = OmeImage.open(options.input());
		final ZarrArray out = OmeLabels.open(options.output(), image.array().info().format());
		final ZarrStack stack = new ZarrStack(image, block, read.input().rgb());
		final ApplyOptions applying = new ApplyOptions(options.refine(), options.device(), context.cpus());
		final Progress progress = new Progress() {

			@Override
			public void report(final String stage, final double fraction, final String message) {}

			@Override
			public boolean isCancelled() {
				return context.isInterrupted();
			}
		};
		if (options.edge() == 0) Segmenter.applyEach(stack, read, applying, progress, (labels, slice) -> write(labels, block, slice,
			image, out));
		else Segmenter.applyWindow(stack, block.window(), read, applying, progress, (labels, slice) -> write(labels, block, slice,
			image, out));
	}

	/** Writes the chunks of a section. */
	private static void write(final Labels labels, final Block block, final int slice, final OmeImage image,
		final ZarrArray out)
	{
		final int[] chunk = out.info().chunk();
		final int n = chunk.length, high = chunk[n - 2], wide = chunk[n - 1], bytes = out.info().type().bytes();
		final byte[] band = new byte[Math.multiplyExact(high * bytes, whole(block.width(), wide))];
		final Iterator<? extends IntegerType<?>> pixels = Views.flatIterable(labels.slices().get(0)).iterator();
		for (int top = 0; top < block.height(); top += high) {
			Arrays.fill(band, (byte) 0);
			for (int y = 0; y < Math.min(high, block.height() - top); y++) for (int x = 0; x < block.width(); x++) {
				final int label = pixels.next().getInteger(), at = ((x / wide * high + y) * wide + x % wide) * bytes;
				band[at] = (byte) label;
				if (bytes == 2) band[at + 1] = (byte) (label >> 8);
			}
			for (int left = 0; left < block.width(); left += wide) {
				final int from = left * high * bytes;
				out.write(image.orderWithoutChannel(block.t(), block.from() + slice, (block.y() + top) / high, (block.x() + left) /
					wide), Arrays.copyOfRange(band, from, from + high * wide * bytes));
			}
		}
	}

	private static int whole(final int pixels, final int chunk) {
		return (pixels + chunk - 1) / chunk * chunk;
	}
}
