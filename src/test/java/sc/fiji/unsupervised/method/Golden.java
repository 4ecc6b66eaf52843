package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

/** Reference vectors in {@code test-data/golden} (made by the published programs, see the README there). */
final class Golden {

	private final SafeTensors file;

	Golden(final String name) {
		file = SafeTensors.open(path(name + ".safetensors"));
	}

	static JsonElement json(final String name) {
		try {
			return JsonParser.parseString(Files.readString(path(name + ".json")));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static Path path(final String name) {
		return Path.of("test-data", "golden").resolve(name);
	}

	boolean has(final String name) {
		return file.names().contains(name);
	}

	Tensor get(final String name) {
		return file.get(name);
	}

	float[] floats(final String name) {
		return file.get(name).data();
	}

	int[][] ints(final String name) {
		final Tensor t = file.get(name);
		final int[][] rows = new int[t.size(0)][t.size(1)];
		for (int i = 0; i < t.data().length; i++) rows[i / t.size(1)][i % t.size(1)] = (int) t.data()[i];
		return rows;
	}

	byte[] bytes(final String name) {
		final float[] values = floats(name);
		final byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
		return bytes;
	}

	/** A map (B, C, h, w) as cells (B, h w, C). */
	NDArray cells(final NDManager manager, final String name) {
		final Tensor t = file.get(name);
		return manager.create(t.data(), new Shape(t.size(0), t.size(1), (long) t.size(2) * t.size(3))).transpose(0, 2, 1);
	}

	static void assertClose(final String what, final float[] expected, final float[] actual, final double tolerance) {
		assertEquals(expected.length, actual.length, what);
		for (int i = 0; i < expected.length; i++) assertEquals(expected[i], actual[i], tolerance, what + " at " + i);
	}
}
