package sc.fiji.unsupervised.segment;

import java.nio.file.Path;
import java.time.Duration;

import net.imglib2.img.array.ArrayImgs;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.method.Checkpoint;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.ImgStack;

/** Trains a model with a checkpoint after every step, tells each step, and may be killed at any moment. */
public final class TrainingMain {

	private static final int STEPS = 40, WIDTH = 260, HEIGHT = 120;

	private TrainingMain() {}

	/** @param args the file of the model */
	public static void main(final String[] args) {
		final Path model = Path.of(args[0]);
		final Checkpoint checkpoint = Checkpoint.at(Path.of(args[0] + ".checkpoint"), Duration.ZERO);
		ModelFile.write(model, train(checkpoint, new Progress() {

			@Override
			public void report(final String stage, final double fraction, final String message) {
				if (stage.equals("Training")) System.out.println(message);
			}

			@Override
			public void log(final String line) {
				System.out.println(line);
			}
		}));
		checkpoint.delete();
	}

	static SegmentationModel train(final Checkpoint checkpoint, final Progress progress) {
		final byte[] pixels = new byte[WIDTH * HEIGHT * 2];
		for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (i % WIDTH < 130 ? 60 + i * 31 % 17 : 150 + i / 3 * 7 % 31);
		final ImageStack stack = ImgStack.of(ArrayImgs.unsignedBytes(pixels, WIDTH, HEIGHT, 2), Axes.parse("XYZ"));
		return Segmenter.train(stack, new TrainOptions(3, "stego", "texture", 1, "auto", "auto", "auto", STEPS, "none", "cpu",
			1, 1), checkpoint, progress);
	}
}
