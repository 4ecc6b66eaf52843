package sc.fiji.unsupervised.backbone;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;

import sc.fiji.unsupervised.model.Tensor;

/** Safetensors files of other element types than float32. */
final class RawTensors {

	private RawTensors() {}

	/** Next multiples of 1/128 below 1, which every type can hold. */
	static float[] representable(final float[] data) {
		final float[] result = new float[data.length];
		for (int i = 0; i < data.length; i++) result[i] = Math.max(-127, Math.min(127, Math.round(data[i] * 128))) / 128f;
		return result;
	}

	/** @param type F16, BF16 or F64 */
	static byte[] encode(final Map<String, Tensor> tensors, final String type) {
		final int bytes = type.equals("F64") ? 8 : 2;
		final StringJoiner header = new StringJoiner(",", "{", "}");
		int offset = 0;
		for (final Map.Entry<String, Tensor> e : tensors.entrySet()) {
			final int end = offset + bytes * e.getValue().data().length;
			header.add("\"" + e.getKey() + "\":{\"dtype\":\"" + type + "\",\"shape\":" + Arrays.toString(e.getValue()
				.shape()) + ",\"data_offsets\":[" + offset + "," + end + "]}");
			offset = end;
		}
		final byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
		final ByteBuffer out = ByteBuffer.allocate(8 + json.length + offset).order(ByteOrder.LITTLE_ENDIAN);
		out.putLong(json.length).put(json);
		for (final Tensor t : tensors.values()) {
			for (final float v : t.data()) {
				switch (type) {
					case "F64" -> out.putDouble(v);
					case "BF16" -> out.putShort((short) (Float.floatToRawIntBits(v) >> 16));
					default -> out.putShort(half(v));
				}
			}
		}
		return out.array();
	}

	/** Half precision of a number that has one without rounding and is not subnormal in it. */
	private static short half(final float v) {
		if (v == 0) return 0;
		final int bits = Float.floatToRawIntBits(v);
		return (short) (bits >>> 16 & 0x8000 | (bits >>> 23 & 0xff) - 112 << 10 | bits >>> 13 & 0x3ff);
	}
}
