package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Weight files with the names and shapes of a real network, full of zeros, which take no place on most disks. */
final class FakeVit {

	private final StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
	private long end;

	private FakeVit() {}

	/** A DINO network of the small size (384 channels, 12 blocks) in half precision: 43 MB. */
	static void small(final Path file, final int patch) throws IOException {
		final FakeVit vit = new FakeVit();
		final int w = 384;
		vit.add("cls_token", 1, 1, w);
		vit.add("pos_embed", 1, 1 + (224 / patch) * (224 / patch), w);
		vit.linear("patch_embed.proj", w, 3, patch, patch);
		for (int i = 0; i < 12; i++) {
			final String block = "blocks." + i + ".";
			vit.linear(block + "norm1", w);
			vit.linear(block + "attn.qkv", 3 * w, w);
			vit.linear(block + "attn.proj", w, w);
			vit.linear(block + "norm2", w);
			vit.linear(block + "mlp.fc1", 4 * w, w);
			vit.linear(block + "mlp.fc2", w, 4 * w);
		}
		vit.linear("norm", w);
		vit.write(file);
	}

	private void linear(final String name, final int... shape) {
		add(name + ".weight", shape);
		add(name + ".bias", shape[0]);
	}

	private void add(final String name, final int... shape) {
		long bytes = 2;
		final StringBuilder sizes = new StringBuilder();
		for (final int s : shape) {
			bytes *= s;
			sizes.append(sizes.length() > 0 ? "," : "").append(s);
		}
		header.append(",\"").append(name).append("\":{\"dtype\":\"F16\",\"shape\":[").append(sizes).append("],\"data_offsets\":[")
			.append(end).append(',').append(end + bytes).append("]}");
		end += bytes;
	}

	private void write(final Path file) throws IOException {
		final byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
		try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
			out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).array());
			out.write(text);
			out.setLength(8 + text.length + end);
		}
	}
}
