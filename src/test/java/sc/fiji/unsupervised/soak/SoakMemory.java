package sc.fiji.unsupervised.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.TrainingStep;
import sc.fiji.unsupervised.imagej.ImagePlusStack;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;
import sc.fiji.unsupervised.segment.Segmenter;
import sc.fiji.unsupervised.segment.TrainOptions;
import sc.fiji.unsupervised.stack.ImageStack;

/**
 * Memory over one long training and over many labelled images. Keys: {@code steps}, {@code images}, {@code side} of the
 * images. Prints a line every tenth of the way; ends with 1 when after the first tenth something grew beyond
 * {@link Vitals}' bounds.
 */
public final class SoakMemory {

	private static final String[] REFINES = { "polish", "crf", "none" };

	/** Vitals a tenth of the way and at the last look. */
	private static final class Watch {

		private final String what;
		private final int all;
		private Vitals base, last;

		Watch(final String what, final int all) {
			this.what = what;
			this.all = all;
		}

		/** @param done steps or images, from 1 */
		void at(final int done) {
			if (done % Math.max(1, all / 10) != 0) return;
			last = Vitals.now();
			if (base == null) base = last;
			System.out.printf(Locale.ROOT, "%5d %s: %s%n", done, what, last);
		}

		/** Whether nothing grew. */
		boolean isFlat() {
			final String growth = last.growthSince(base);
			System.out.println(what + ": " + (growth.isEmpty() ? "flat" : growth));
			return growth.isEmpty();
		}
	}

	private SoakMemory() {}

	public static void main(final String[] words) throws IOException {
		final Map<String, String> keys = Keys.of(words, Map.of("steps", "2000", "images", "200", "side", "256"));
		final int steps = Integer.parseInt(keys.get("steps")), images = Integer.parseInt(keys.get("images")), side = Integer
			.parseInt(keys.get("side"));
		final Path temporary = Files.createTempDirectory("soak-");
		System.setProperty("java.io.tmpdir", temporary.toString());
		final ImageStack stack = ImagePlusStack.of(TestImages.twoTextures("image", side, side, 2));
		final Watch training = new Watch("steps", steps), labelling = new Watch("images", images);
		final SegmentationModel model = Segmenter.train(stack, TrainOptions.defaults().withMethod("stego").withClasses(2)
			.withSteps(steps), new Progress() {

				@Override
				public void report(final String stage, final double fraction, final String message) {}

				@Override
				public boolean trained(final TrainingStep step) {
					training.at(step.step());
					return true;
				}
			});
		final ImageStack image = ImagePlusStack.of(TestImages.twoTextures("image", side, side, 1));
		for (int i = 1; i <= images; i++) {
			Segmenter.apply(image, model, new ApplyOptions(REFINES[i % REFINES.length], "auto", 0), Progress.NONE);
			labelling.at(i);
		}
		Delete.tree(temporary);
		System.exit(training.isFlat() & labelling.isFlat() ? 0 : 1);
	}
}
