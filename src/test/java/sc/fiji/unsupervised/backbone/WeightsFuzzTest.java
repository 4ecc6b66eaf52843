package sc.fiji.unsupervised.backbone;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.nio.file.Path;

import sc.fiji.unsupervised.Bounds;
import sc.fiji.unsupervised.model.SafeTensors;

/** Any bytes as a {@code .safetensors} file. */
class WeightsFuzzTest {

	private static final Bounds BOUNDS = new Bounds(1 << 20, 16);

	@FuzzTest(maxDuration = "10s")
	void tensors(final byte[] data) {
		BOUNDS.check(data.length, () -> {
			final SafeTensors file = SafeTensors.of("fuzz", data);
			file.names().forEach(file::get);
			VitConfig.infer(new VitFile(Path.of("fuzz"), file), 1);
		});
	}
}
