package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.backbone.RandomVit;
import sc.fiji.unsupervised.engine.FakeGpu;
import sc.fiji.unsupervised.engine.Precision;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.ImgStack;

/** Whole jobs with a network on a pretended GPU: with little memory and in half precision they label as the CPU does. */
@Timeout(120)
class SmallGpuTest {

	private static final int HEIGHT = 380, TILES = 6;

	private final FakeGpu gpu = new FakeGpu();
	private String backbone;
	private int width = 500;

	@BeforeEach
	void weights() throws IOException {
		final Path file = RandomVit.folder().resolve("vit.safetensors");
		SafeTensors.write(file, RandomVit.dino(64, 2, 16, 14, 5));
		backbone = "file:" + file;
	}

	@AfterEach
	void takeAway() {
		gpu.close();
	}

	/** Noise of three strengths in oblique stripes. */
	private ImageStack stack() {
		final SplittableRandom random = new SplittableRandom(4);
		final byte[] values = new byte[width * HEIGHT];
		for (int i = 0; i < values.length; i++) {
			final int part = (i % width + i / width / 3) / 60 % 3;
			values[i] = (byte) (60 + 40 * part + random.nextInt(10 + 60 * part));
		}
		return ImgStack.of(ArrayImgs.unsignedBytes(values, width, HEIGHT), Axes.parse("XY"));
	}

	private TrainOptions options() {
		return new TrainOptions(3, "kmeans", backbone, 1, "auto", "auto", "auto", 0, "none", "auto", 1, 1);
	}

	private SegmentationModel train(final Session opened) {
		try (Session session = opened; Workbench bench = Workbench.open(session, stack(), options(), Progress.NONE)) {
			return bench.train(options(), bench.trainingSlices(), Progress.NONE);
		}
	}

	private short[] label(final Session opened, final SegmentationModel model) {
		try (Session session = opened; Workbench bench = Workbench.open(session, stack(), model)) {
			return bench.label(0, model, new ApplyOptions("none", "auto", 1), Progress.NONE).labels();
		}
	}

	private static Session cpu() {
		return Session.open(new Session.Options("cpu", 1, 1));
	}

	private static double agreement(final short[] a, final short[] b) {
		int same = 0;
		for (int i = 0; i < a.length; i++) if (a[i] == b[i]) same++;
		return (double) same / a.length;
	}

	@Test
	void littleMemoryGivesSmallerBatchesAndTheSameLabels() {
		final SegmentationModel model = train(cpu());
		final short[] expected = label(cpu(), model);
		gpu.holdAtMost(2);
		final List<String> log = new ArrayList<>();
		final Progress progress = new Progress() {

			@Override
			public void report(final String stage, final double fraction, final String message) {}

			@Override
			public void log(final String line) {
				log.add(line);
			}
		};
		final Labels[] labels = new Labels[1];
		Segmenter.applyEach(stack(), model, new ApplyOptions("none", "gpu", 1), progress, (l, slice) -> labels[0] = l);
		assertEquals(List.of("Device: gpu0 (chosen)"), log, "it stayed on the GPU");
		assertEquals("gpu0 (chosen)", labels[0].device());
		// All tiles of the slice, half of them, a quarter; then their mirror images.
		final List<Long> sizes = List.of(6L, 3L, 1L, 1L, 1L, 1L, 1L, 1L);
		assertEquals(TILES, sizes.get(0).intValue());
		assertEquals(sizes, gpu.batches().subList(0, sizes.size()));
		assertTrue(gpu.batches().subList(3, gpu.batches().size()).stream().allMatch(n -> n == 1), gpu.batches().toString());
		assertTrue(agreement(expected, label(gpu.session(Precision.FLOAT32, 0), model)) > 0.999);
	}

	@Test
	void noMemoryForOneTileGivesTheCpu() {
		gpu.holdAtMost(0);
		final SegmentationModel found = Segmenter.train(stack(), options(), Progress.NONE), expected = train(cpu());
		assertEquals(List.of(6L, 3L, 1L, 1L), gpu.batches(), "each level tries once more");
		assertEquals("cpu (gpu0 failed (CUDA out of memory. Tried to allocate 2.00 GiB.))", found.training().device());
		assertArrayEquals(expected.clusters().centres().data(), found.clusters().centres()
			.data());
	}

	@Test
	void halfPrecisionLabelsAsFloat32Does() {
		width = 220; // on the CPU it is slow
		final SegmentationModel exact = train(gpu.session(Precision.FLOAT32, 0)), half = train(gpu.session(Precision.FLOAT16,
			0));
		final short[] expected = label(gpu.session(Precision.FLOAT32, 0), exact);
		assertTrue(agreement(expected, label(gpu.session(Precision.FLOAT16, 0), exact)) >= 0.995);
		assertTrue(agreement(expected, label(gpu.session(Precision.FLOAT16, 0), half)) >= 0.995);
		assertEquals("gpu0 (pretended; networks in float16)", half.training().device());
	}
}
