package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SafeTensors;

/**
 * Time of ViT-S/8 with random weights against PyTorch with its own fused attention ({@code scripts/bench-peers/vit.py},
 * which must be run by a Python with torch and safetensors), in turns. Arguments: Python's command, batch (4), threads
 * (2), rounds (3).
 */
final class VisionTransformerBenchmark {

	private static final int SIDE = 224, REPEATS = 7;

	private VisionTransformerBenchmark() {}

	public static void main(final String[] args) throws IOException, InterruptedException {
		final String python = args.length > 0 ? args[0] : "python3";
		final int batch = args.length > 1 ? Integer.parseInt(args[1]) : 4;
		final int threads = args.length > 2 ? Integer.parseInt(args[2]) : 2;
		final int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
		final Path weights = RandomVit.folder().resolve("vit-s8.safetensors");
		try (Session session = Session.open(new Session.Options("cpu", threads, 1))) {
			SafeTensors.write(weights, RandomVit.dino(384, 12, 8, 28, 1));
			final double[] mine = new double[rounds * REPEATS], peer = new double[rounds * REPEATS];
			try (VisionTransformer vit = new VisionTransformer(session, weights, CatalogueEntry.file("random"), 0)) {
				for (int round = 0; round < rounds; round++) {
					System.arraycopy(java(session, vit, batch), 0, mine, round * REPEATS, REPEATS);
					System.arraycopy(python(python, weights, batch, threads), 0, peer, round * REPEATS, REPEATS);
				}
			}
			Arrays.sort(mine);
			Arrays.sort(peer);
			System.out.printf(Locale.ROOT, "ViT-S/8, batch %d, %d px, %d threads: best %.3f s, median %.3f s; PyTorch best " +
				"%.3f s, median %.3f s; ratio best %.2f, median %.2f%n", batch, SIDE, threads, mine[0], mine[mine.length / 2],
				peer[0], peer[peer.length / 2], mine[0] / peer[0], mine[mine.length / 2] / peer[peer.length / 2]);
		}
	}

	private static double[] java(final Session session, final VisionTransformer vit, final int batch) {
		final double[] seconds = new double[REPEATS];
		for (int r = -2; r < REPEATS; r++) {
			try (NDManager local = session.manager().newSubManager()) {
				final NDArray images = local.randomUniform(0, 1, new Shape(batch, 3, SIDE, SIDE));
				final long start = System.nanoTime();
				vit.extract(images);
				if (r >= 0) seconds[r] = (System.nanoTime() - start) * 1e-9;
			}
		}
		return seconds;
	}

	private static double[] python(final String python, final Path weights, final int batch, final int threads)
		throws IOException, InterruptedException
	{
		final Process process = new ProcessBuilder(python, "scripts/bench-peers/vit.py", weights.toString(), "" + batch, "" +
			SIDE, "" + threads, "" + REPEATS).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		final String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
		if (process.waitFor() != 0) throw new IOException("the peer failed");
		return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
	}
}
