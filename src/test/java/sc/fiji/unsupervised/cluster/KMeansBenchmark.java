package sc.fiji.unsupervised.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import sc.fiji.unsupervised.bench.Kernel;
import sc.fiji.unsupervised.bench.Peer;
import sc.fiji.unsupervised.model.Tensor;

/** Iterations of spherical k-means from given centres on a million codes, against faiss. */
public class KMeansBenchmark extends Kernel {

	private static final int COUNT = 1_000_000, LENGTH = 64, K = 16, ITERATIONS = 20;
	private static final String ROWS = "rows", CENTRES = "centres";

	private Tensor rows;
	private float[] centres;
	private ForkJoinPool pool;

	@Override
	public String name() {
		return "kmeans";
	}

	@Override
	protected String what() {
		return "spherical k-means, 1,000,000 x " + LENGTH + " codes, k = " + K + ", " + ITERATIONS + " iterations from the same centres";
	}

	@Override
	protected double goal() {
		return 1.2;
	}

	@Override
	protected int warmUp() {
		return 2;
	}

	@Override
	protected int turns() {
		return 7;
	}

	/** Blobs that overlap, on the unit sphere. */
	@Override
	protected void prepare(final Path shared) throws IOException {
		final float[] data = Blobs.around(Blobs.centres(K, LENGTH, 1), COUNT / K, 1.5, 2).data();
		for (int i = 0; i < COUNT; i++) {
			final float unit = Rows.inverseLength(data, i * LENGTH, LENGTH);
			for (int k = 0; k < LENGTH; k++) data[i * LENGTH + k] *= unit;
		}
		write(shared.resolve(ROWS), data);
		write(shared.resolve(CENTRES), Starts.plusPlus(new Points(new Tensor(data, COUNT, LENGTH), Metric.COSINE), K, K, 1));
	}

	@Override
	protected Optional<Peer.Program> peer(final Path shared, final int workers) {
		return Optional.of(new Peer.Program("faiss", List.of("faiss", "numpy"), List.of("kmeans.py", shared.resolve(ROWS).toString(),
			shared.resolve(CENTRES).toString(), "" + LENGTH, "" + ITERATIONS, "" + workers)));
	}

	@Setup
	public void open() throws IOException {
		rows = new Tensor(read(Path.of(folder).resolve(ROWS)), COUNT, LENGTH);
		centres = read(Path.of(folder).resolve(CENTRES));
		pool = new ForkJoinPool(threads);
	}

	@TearDown
	public void close() {
		pool.shutdown();
	}

	/** Goes on where all has converged, as the peer does. */
	@Benchmark
	public Object iterate() {
		return pool.submit(() -> {
			final Assignment assignment = new Assignment(new Points(rows, Metric.COSINE), centres);
			double inertia = assignment.inertia();
			for (int i = 0; i < ITERATIONS; i++) {
				assignment.iterate();
				inertia = assignment.inertia();
			}
			return inertia;
		}).join();
	}

	private static void write(final Path file, final float[] values) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(values);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			while (bytes.hasRemaining()) channel.write(bytes);
		}
	}

	private static float[] read(final Path file) throws IOException {
		final float[] values = new float[(int) (Files.size(file) / 4)];
		ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
		return values;
	}
}
