package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.engine.Session;

/** A network trained on photographs and a street scene with ground truth, where these files are at hand. */
class RealNetworkTest {

	private static final Path SHARED = Path.of("..", "shared");
	private static final Path WEIGHTS = SHARED.resolve("weights/vit_tiny_patch16_224/vit_tiny_patch16_224.safetensors");
	private static final String SCENE = "0001TP_006690.png";
	private static final int SIDE = 336, PATCH = 16, CELLS = SIDE / PATCH;

	@Test
	void patchesOfOneClassAreAlike() throws IOException {
		final Path image = SHARED.resolve("data/camvid/images/" + SCENE), labels = SHARED.resolve("data/camvid/labels/" + SCENE);
		assumeTrue(Files.exists(WEIGHTS) && Files.exists(image) && Files.exists(labels));
		try (Session session = Session.open(new Session.Options("cpu", 0, 1));
				Backbone vit = Backbones.open(session, "file:" + WEIGHTS); NDManager local = session.manager().newSubManager())
		{
			assertEquals(192, vit.channels());
			assertEquals(PATCH, vit.stride());
			assertArrayEquals(new float[] { 0.5f, 0.5f, 0.5f }, vit.traits().mean());
			final NDArray features = vit.extract(tile(local, ImageIO.read(image.toFile()))).normalize(2, 2);
			assertEquals(new Shape(1, CELLS * CELLS, 192), features.getShape());
			final float[] similarity = features.matMul(features.transpose(0, 2, 1)).toFloatArray();
			final int[] classes = classes(ImageIO.read(labels.toFile()));
			final double same = mean(similarity, classes, true), other = mean(similarity, classes, false);
			assertTrue(same > other + 0.1, "same class " + same + ", other class " + other);
		}
	}

	/** Mean similarity of pairs of cells whose classes are equal, or differ. NaN anywhere gives NaN. */
	private static double mean(final float[] similarity, final int[] classes, final boolean equal) {
		double sum = 0;
		int count = 0;
		for (int i = 0; i < classes.length; i++)
			for (int j = 0; j < i; j++)
				if (classes[i] == classes[j] == equal) {
					sum += similarity[i * classes.length + j];
					count++;
				}
		return sum / count;
	}

	private static NDArray tile(final NDManager manager, final BufferedImage image) {
		final float[] planes = new float[3 * SIDE * SIDE];
		for (int y = 0; y < SIDE; y++)
			for (int x = 0; x < SIDE; x++)
				for (int c = 0; c < 3; c++)
					planes[(c * SIDE + y) * SIDE + x] = (image.getRGB(x, y) >> 16 - 8 * c & 0xff) / 255f;
		return manager.create(planes, new Shape(1, 3, SIDE, SIDE));
	}

	/** Class at the centre of each cell. */
	private static int[] classes(final BufferedImage labels) {
		final int[] classes = new int[CELLS * CELLS];
		for (int i = 0; i < classes.length; i++) classes[i] = labels.getRaster().getSample(i % CELLS * PATCH + PATCH / 2, i /
			CELLS * PATCH + PATCH / 2, 0);
		return classes;
	}
}
