package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.ReferenceInput.Picture;

/** The golden case {@code input}: pins how the reference prepares a picture, which the other golden cases build on. */
class ReferenceInputTest {

	private final SafeTensors golden = SafeTensors.open(Path.of("test-data/golden/input/input.safetensors"));

	private Picture picture(final String name) {
		final Tensor t = golden.get(name);
		return new Picture(t.size(0), t.size(1), t.shape().length == 3 ? t.size(2) : 1, t.data());
	}

	private float[] expected(final String name) {
		return golden.get(name).data();
	}

	@ParameterizedTest
	@CsvSource({ "0,32", "1,32", "2,32", "3,48", "4,28", "5,56" })
	void resizeAndCrop(final int i, final int res) {
		final Picture image = picture(i + ".image_u8"), label = picture(i + ".label_u8");
		assertArrayEquals(expected(i + ".center.tensor"), image.resizeShorter(res).centreCrop(res, res).normalised());
		assertArrayEquals(expected(i + ".center.label"), label.resizeShorter(res).centreCrop(res, res).data());
		assertArrayEquals(expected(i + ".None.tensor"), image.resize(res, res).normalised());
		assertArrayEquals(expected(i + ".None.label"), label.resize(res, res).data());
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.5", "0.7" })
	void fiveCrops(final String ratio) {
		final Tensor image = golden.get("five.img"), label = golden.get("five.label");
		final int h = image.size(1), w = image.size(2);
		final Picture labels = new Picture(h, w, 1, label.data());
		for (int crop = 0; crop < 5; crop++) {
			final Tensor expected = golden.get("five." + ratio + "." + crop + ".img");
			for (int c = 0; c < 3; c++) {
				final float[] plane = Arrays.copyOfRange(image.data(), c * h * w, (c + 1) * h * w);
				final Picture cut = new Picture(h, w, 1, plane).fiveCrop(Double.parseDouble(ratio))[crop];
				final int n = cut.data().length;
				assertArrayEquals(Arrays.copyOfRange(expected.data(), c * n, (c + 1) * n), cut.data());
			}
			assertArrayEquals(expected("five." + ratio + "." + crop + ".label"), labels.fiveCrop(Double.parseDouble(
				ratio))[crop].data());
		}
	}

	@Test
	void normalisingAndBackLosesAsTheReferenceDoes() {
		final float[] all = new float[256 * 3];
		for (int i = 0; i < all.length; i++)
			all[i] = i / 3;
		final float[] normalised = new Picture(256, 1, 3, all).normalised();
		assertArrayEquals(expected("roundtrip.normalised"), normalised);
		final float[] back = expected("roundtrip.u8");
		for (int c = 0; c < 3; c++)
			for (int v = 0; v < 256; v++) {
				final float value = normalised[c * 256 + v] * ReferenceInput.STD[c] + ReferenceInput.MEAN[c];
				assertEquals(back[v * 3 + c], (int) (value * 255));
			}
	}
}
