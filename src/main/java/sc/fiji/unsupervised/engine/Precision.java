package sc.fiji.unsupervised.engine;

import ai.djl.ndarray.types.DataType;

/** The numbers in which a frozen network multiplies; its sums, its norms and what leaves it are float32 all the same. */
public enum Precision {

	FLOAT32(DataType.FLOAT32, 6),

	/**
	 * Half precision, with 11 binary digits. GPUs with tensor cores multiply it many times faster than float32. The 8
	 * digits of bfloat16 are no faster there and less exact; its greater range is not needed as long as nothing overflows,
	 * which {@link Session#withoutHalf} is for.
	 */
	FLOAT16(DataType.FLOAT16, 5);

	private final DataType type;
	private final int code;

	Precision(final DataType type, final int code) {
		this.type = type;
		this.code = code;
	}

	/** As the engine knows it. */
	public DataType type() {
		return type;
	}

	/** TorchScript for {@code x}, a float32 tensor, in this precision. */
	public String down(final String x) {
		return this == FLOAT32 ? x : "torch.to(" + x + ", " + code + ")";
	}

	/** TorchScript for {@code x}, a tensor of this precision, in float32. */
	public String up(final String x) {
		return this == FLOAT32 ? x : "torch.to(" + x + ", " + FLOAT32.code + ")";
	}
}
