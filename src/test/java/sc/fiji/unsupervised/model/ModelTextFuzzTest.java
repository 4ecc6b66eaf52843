package sc.fiji.unsupervised.model;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.file.Path;
import java.util.Map;

import sc.fiji.unsupervised.Bounds;

/** Any bytes as the {@code model.json} of a model file whose tensors are sound. */
class ModelTextFuzzTest {

	/** Smaller than of a whole file, because nothing is unpacked. */
	private static final Bounds BOUNDS = new Bounds(1 << 20, 64);

	private static final byte[] TENSORS = SafeTensors.encode(Map.of( //
		"head.cluster1.0.weight", new Tensor(new float[] { 1, 0 }, 2, 1), //
		"head.cluster1.0.bias", new Tensor(new float[2], 2), //
		"clusters", new Tensor(new float[] { 1, 0, 0, 1 }, 2, 2), //
		"shares", new Tensor(new float[] { 0.5f, 0.5f }, 2), //
		"contact", new Tensor(new float[4], 2, 2)));

	@FuzzTest(maxDuration = "10s")
	void text(final byte[] json) {
		BOUNDS.check(json.length, () -> ModelFile.decode(Path.of("fuzz.useg"), json, TENSORS, new byte[0]));
	}
}
