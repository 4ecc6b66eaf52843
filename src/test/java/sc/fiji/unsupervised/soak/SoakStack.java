package sc.fiji.unsupervised.soak;

import ij.ImagePlus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.command.UnsupervisedSegmentation;
import sc.fiji.unsupervised.growth.LazyPicture;
import sc.fiji.unsupervised.growth.Measured;
import sc.fiji.unsupervised.imagej.TiffFile;

/**
 * Segments a virtual 16-bit stack that is larger than any memory, as Segment Stack does, and then saves the labels. Its
 * slices are made when they are asked for. Keys: {@code gigabytes} of the stack, {@code side} of a slice, {@code scale},
 * {@code refine}, {@code minutes} after which it is stopped, {@code resident} megabytes that it may hold (Linux). Prints
 * a line a minute; ends with 1 when it held more, or a label is missing.
 */
public final class SoakStack {

	private SoakStack() {}

	public static void main(final String[] words) throws Exception {
		final Map<String, String> keys = Keys.of(words, Map.of("gigabytes", "20", "side", "4096", "scale", "0.25", "refine",
			"polish", "minutes", "600", "resident", "4096"));
		final int side = Integer.parseInt(keys.get("side"));
		final int slices = (int) Math.ceil(Double.parseDouble(keys.get("gigabytes")) * 1e9 / (2.0 * side * side));
		final ImagePlus image = LazyPicture.image(side, side, slices);
		System.out.printf(Locale.ROOT, "%d slices of %d x %d pixels, %.1f GB; Java has %d MB%n", slices, side, side, 2e-9 *
			slices * side * side, Runtime.getRuntime().maxMemory() >> 20);
		final FutureTask<ImagePlus> task = new FutureTask<>(() -> UnsupervisedSegmentation.segment(image, Map.of("scale", keys
			.get("scale"), "refine", keys.get("refine"))));
		final Thread thread = new Thread(task, "soak");
		thread.start();
		final ImagePlus labels = await(task, thread, (LazyPicture) image.getStack(), Long.parseLong(keys.get("minutes")));
		if (labels != null) check(labels);
		final long most = Measured.resident("VmHWM");
		System.out.println("resident at most " + most + " MB");
		System.exit(most <= Long.parseLong(keys.get("resident")) ? 0 : 1);
	}

	/** The labels, or null if there was no time to finish. */
	private static ImagePlus await(final FutureTask<ImagePlus> task, final Thread thread, final LazyPicture picture,
		final long minutes) throws InterruptedException, ExecutionException
	{
		for (long minute = 1;; minute++) try {
			return task.get(1, TimeUnit.MINUTES);
		}
		catch (final TimeoutException e) {
			System.out.printf(Locale.ROOT, "%d min: slice %d, %d planes read, resident %d MB, %d MB at most%n", minute, picture
				.last(), picture.made(), Measured.resident("VmRSS"), Measured.resident("VmHWM"));
			if (minute >= minutes) thread.interrupt();
		}
		catch (final ExecutionException e) {
			if (!(e.getCause() instanceof CancelledException)) throw e;
			System.out.println("stopped, no labels to check");
			return null;
		}
	}

	/** Saves the labels and looks for pixels without one. */
	private static void check(final ImagePlus labels) throws IOException {
		final Path file = Files.createTempFile("soak-", ".tif");
		TiffFile.write(labels, file);
		System.out.printf(Locale.ROOT, "virtual: %s; file of %d MB%n", labels.getStack().isVirtual(), Files.size(file) >> 20);
		Files.delete(file);
		for (int s = 1; s <= labels.getStackSize(); s += Math.max(1, labels.getStackSize() / 20))
			if (labels.getStack().getProcessor(s).getStats().min < 1) throw new IllegalStateException("Slice " + s +
				" has a pixel without a label.");
	}
}
