package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ApplyOptions;

/** Results that do not fit into Java's memory are virtual images with the same pixels. */
class LabelledTest {

	@TempDir
	private Path folder;

	@Test
	void aLargeResultIsVirtualAndTheSame() throws Exception {
		final ImagePlus image = TestImages.twoTextures("cells.tif", 70, 60, 3);
		final Path file = folder.resolve("two.useg");
		UnsupervisedSegmentation.train(image, Map.of("classes", 2, "method", "kmeans", "device", "cpu", "model", file));
		final SegmentationModel model = ModelFile.read(file);
		final ApplyOptions options = new ApplyOptions("none", "cpu", 0, true);
		final int bytes = 3 * 70 * 60 * (1 + 2 * Float.BYTES);
		final Labelled held = label(image, model, options, 4 * bytes), large = label(image, model, options, 4 * bytes - 1);
		check(held.labels(), large.labels());
		check(held.maps(), large.maps());
	}

	private static Labelled label(final ImagePlus image, final SegmentationModel model, final ApplyOptions options,
		final long memory)
	{
		return Labelled.of(Images.stack(image), image, model, options, new ApplyModel(), Progress.NONE, memory);
	}

	private static void check(final ImagePlus held, final ImagePlus large) {
		assertFalse(held.getStack().isVirtual());
		assertTrue(large.getStack().isVirtual());
		assertEquals(held.getInfoProperty(), large.getInfoProperty());
		assertEquals(held.getStackSize(), large.getStackSize());
		System.gc(); // the labels are read by the image alone
		for (int s = 1; s <= held.getStackSize(); s++) assertArrayEquals(held.getStack().getProcessor(s).getFloatArray(), large
			.getStack().getProcessor(s).getFloatArray());
	}
}
