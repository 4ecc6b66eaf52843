package sc.fiji.unsupervised.zarr;

import java.nio.ByteBuffer;
import java.util.Arrays;

import sc.fiji.unsupervised.UserException;

/** Types of array elements, with their names in Zarr 3 (lower case) and Zarr 2 (without the order of bytes). */
public enum DataType {

	UINT8("u1"), INT8("i1"), UINT16("u2"), INT16("i2"), UINT32("u4"), INT32("i4"), FLOAT32("f4"), FLOAT64("f8");

	private final String code;

	DataType(final String code) {
		this.code = code;
	}

	/** @throws UserException if images of this type cannot be segmented */
	static DataType parse(final String name) {
		final String plain = name.replaceFirst("^[<>|]", "");
		return Arrays.stream(values()).filter(type -> type.code.equals(plain) || type.v3().equals(plain)).findFirst().orElseThrow(
			() -> new UserException("The array has elements of type " + name + "; use whole numbers of 8, 16 or 32 bits, or floats."));
	}

	String v3() {
		return name().toLowerCase(java.util.Locale.ROOT);
	}

	String v2() {
		return (bytes() == 1 ? "|" : "<") + code;
	}

	/** Bytes of an element. */
	public int bytes() {
		return code.charAt(1) - '0';
	}

	/** Elements as float32, in the order of bytes of the buffer. */
	public float[] floats(final ByteBuffer data, final int first, final int count) {
		final float[] out = new float[count];
		for (int i = 0; i < count; i++) out[i] = value(data, (first + i) * bytes());
		return out;
	}

	private float value(final ByteBuffer data, final int at) {
		return switch (this) {
			case UINT8 -> data.get(at) & 0xff;
			case INT8 -> data.get(at);
			case UINT16 -> data.getShort(at) & 0xffff;
			case INT16 -> data.getShort(at);
			case UINT32 -> data.getInt(at) & 0xffffffffL;
			case INT32 -> data.getInt(at);
			case FLOAT32 -> data.getFloat(at);
			case FLOAT64 -> (float) data.getDouble(at);
		};
	}

	/** Bytes of an element that fills what was never written. */
	byte[] fill(final double value, final java.nio.ByteOrder order) {
		final ByteBuffer out = ByteBuffer.allocate(bytes()).order(order);
		switch (this) {
			case UINT8, INT8 -> out.put((byte) (long) value);
			case UINT16, INT16 -> out.putShort((short) (long) value);
			case UINT32, INT32 -> out.putInt((int) (long) value);
			case FLOAT32 -> out.putFloat((float) value);
			case FLOAT64 -> out.putDouble(value);
		}
		return out.array();
	}
}
