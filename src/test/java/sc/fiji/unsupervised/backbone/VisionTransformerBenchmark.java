package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import sc.fiji.unsupervised.bench.Kernel;
import sc.fiji.unsupervised.bench.Peer;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SafeTensors;

/** The features of four tiles from ViT-S/8 with random weights, against PyTorch with its own fused attention. */
public class VisionTransformerBenchmark extends Kernel {

	private static final int SIDE = 224, BATCH = 4;
	private static final String WEIGHTS = "vit-s8.safetensors";

	private Session session;
	private VisionTransformer vit;
	private NDArray images;

	@Override
	public String name() {
		return "vit";
	}

	@Override
	protected String what() {
		return "ViT-S/8, " + SIDE + " px, batch " + BATCH;
	}

	@Override
	protected double goal() {
		return 1.05;
	}

	@Override
	protected void prepare(final Path shared) throws IOException {
		SafeTensors.write(shared.resolve(WEIGHTS), RandomVit.dino(384, 12, 8, 28, 1));
	}

	@Override
	protected Optional<Peer.Program> peer(final Path shared, final int workers) {
		return Optional.of(new Peer.Program("PyTorch", List.of("torch", "safetensors"), List.of("vit.py", shared.resolve(WEIGHTS)
			.toString(), "" + BATCH, "" + SIDE, "" + workers)));
	}

	@Setup
	public void open() {
		session = Session.open(new Session.Options("cpu", threads, 1));
		vit = new VisionTransformer(session, Path.of(folder).resolve(WEIGHTS), CatalogueEntry.file("random"), 0);
		images = session.manager().randomUniform(0, 1, new Shape(BATCH, 3, SIDE, SIDE));
	}

	@TearDown
	public void close() {
		vit.close();
		session.close();
	}

	@Benchmark
	public void extract() {
		try (NDManager local = session.manager().newSubManager()) {
			vit.extract(images).attach(local);
		}
	}
}
