package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.IntegerType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.FakeGpu;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.ImgStack;
import sc.fiji.unsupervised.stack.StackView;

/** A GPU that fails in the middle of whatever goes on is replaced by the CPU, with the results of the CPU. */
@Timeout(120)
class FailingGpuTest {

	private static final int WIDTH = 48, HEIGHT = 40, SLICES = 3;
	private static final String REASON = "cpu (gpu0 failed (CUDA out of memory. Tried to allocate 2.00 GiB.))";

	private final FakeGpu gpu = new FakeGpu();
	private final List<String> log = new ArrayList<>();
	private final Progress progress = new Progress() {

		@Override
		public void report(final String stage, final double fraction, final String message) {}

		@Override
		public void log(final String line) {
			log.add(line);
		}
	};

	@AfterEach
	void takeAway() {
		gpu.close();
	}

	private static ImageStack plain() {
		final byte[] values = new byte[WIDTH * HEIGHT * SLICES];
		for (int i = 0; i < values.length; i++) values[i] = (byte) (i % WIDTH < 20 ? 40 + i * 7 % 60 : 150 + i * 13 % 11 + i / (WIDTH *
			HEIGHT));
		return ImgStack.of(ArrayImgs.unsignedBytes(values, WIDTH, HEIGHT, SLICES), Axes.parse("XYZ"));
	}

	/** Uses the GPU whenever a plane is read. */
	private ImageStack watched() {
		return new StackView(plain()) {

			@Override
			public float[] plane(final int slice, final int channel) {
				gpu.use();
				return super.plane(slice, channel);
			}
		};
	}

	private static TrainOptions options(final String device) {
		return new TrainOptions(2, "kmeans", "texture", 1, "auto", "auto", "auto", 0, "none", device, 1, 1);
	}

	private static SegmentationModel model() {
		return Segmenter.train(plain(), options("cpu"), Progress.NONE);
	}

	private static int[][] values(final List<Labels> parts) {
		final List<int[]> slices = new ArrayList<>();
		for (final Labels part : parts) part.slices().forEach(slice -> {
			final List<Integer> values = new ArrayList<>();
			slice.forEach(v -> values.add(((IntegerType<?>) v).getInteger()));
			slices.add(values.stream().mapToInt(i -> i).toArray());
		});
		return slices.toArray(int[][]::new);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 2, 5, 8 })
	void trainingStartsAnewOnTheCpu(final int uses) {
		gpu.failAfter(uses);
		final SegmentationModel found = Segmenter.train(watched(), options("auto"), progress), expected = model();
		assertEquals(1, gpu.sessions());
		assertEquals(List.of("Device: gpu0 (first GPU)", "Device: " + REASON), log);
		assertEquals(REASON, found.training().device());
		assertArrayEquals(expected.clusters().centres().data(), found.clusters().centres().data());
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2 })
	void labellingGoesOnWithTheSliceThatFailed(final int uses) {
		final SegmentationModel model = model();
		final int[][] expected = values(List.of(Segmenter.apply(plain(), model, new ApplyOptions("none", "cpu", 1), Progress.NONE)));
		gpu.failAfter(uses);
		final List<Labels> parts = new ArrayList<>();
		final List<Integer> indices = new ArrayList<>();
		Segmenter.applyEach(watched(), model, new ApplyOptions("none", "gpu", 1), progress, (labels, slice) -> {
			parts.add(labels);
			indices.add(slice);
		});
		assertEquals(List.of(0, 1, 2), indices);
		assertArrayEquals(expected, values(parts));
		assertEquals((uses == 0 ? "" : "gpu0 (chosen), then ") + REASON, Labels.join(parts).device());
	}

	@Test
	void theExplorerGoesOn() {
		final float[] expected;
		try (Exploration exploration = Exploration.open(plain(), options("cpu"), Progress.NONE)) {
			expected = exploration.slice(2, Progress.NONE).code(5, 5);
		}
		try (Exploration exploration = Exploration.open(watched(), options("gpu"), progress)) {
			exploration.slice(0, progress);
			gpu.failAfter(0);
			assertArrayEquals(expected, exploration.slice(2, progress).code(5, 5));
			assertEquals("Device: " + REASON, log.get(log.size() - 1));
			assertEquals(2, exploration.model(Pins.parse("1,1,1,1;40,30,3,2"), progress).classes().size());
		}
		assertEquals(1, gpu.sessions());
	}

	@Test
	void thePreviewGoesOn(@TempDir final Path folder) {
		final Path file = folder.resolve("m.useg");
		ModelFile.write(file, model());
		final List<SlicePreview.Shown> shown = new ArrayList<>();
		final ImageStack stack = watched();
		try (SlicePreview preview = new SlicePreview()) {
			preview.show(stack, 0, options("gpu"), progress, shown::add);
			gpu.failAfter(0);
			preview.show(stack, 1, options("gpu"), progress, shown::add);
			preview.show(stack, 2, file, new ApplyOptions("none", "gpu", 1), progress, shown::add);
			gpu.failAfter(0);
			preview.show(stack, 1, file, new ApplyOptions("none", "gpu", 1), progress, shown::add);
		}
		assertEquals(2, log.stream().filter(line -> line.equals("Device: " + REASON)).count(), log.toString());
		final Labels labels = Segmenter.apply(plain(), ModelFile.read(file), new ApplyOptions("none", "cpu", 1), Progress.NONE);
		final int[] expected = values(List.of(labels))[1];
		final short[] found = shown.get(3).labels().labels();
		for (int i = 0; i < expected.length; i++) assertEquals(expected[i], found[i]);
	}

	@Test
	void theClassEditorGoesOn() {
		final SegmentationModel model = model();
		final ApplyOptions cpu = new ApplyOptions("none", "cpu", 1), auto = new ApplyOptions("none", "auto", 1);
		try (ClusterMaps expected = ClusterMaps.open(plain(), model, cpu, Progress.NONE);
				ClusterMaps maps = ClusterMaps.open(watched(), model, auto, progress))
		{
			gpu.failAfter(0);
			maps.prepare(1, progress);
			expected.prepare(1, Progress.NONE);
			assertArrayEquals(expected.labels(1, model), maps.labels(1, model));
		}
		assertEquals(List.of("Device: gpu0 (first GPU)", "Device: " + REASON), log);
	}

	@Test
	void theCpuHasNothingToFallBackTo() {
		final Session.Options cpu = new Session.Options("cpu", 1, 1);
		assertThrows(EngineException.class, () -> Session.run(cpu, log::add, session -> {
			throw new EngineException("a bug");
		}));
		final String message = assertThrows(UserException.class, () -> Session.run(cpu, log::add, session -> {
			throw new EngineException("[enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: can't allocate memory");
		})).getMessage();
		assertEquals("There is not enough memory beside Java's; close other programs, or use a smaller scale.", message);
	}
}
