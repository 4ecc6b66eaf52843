package sc.fiji.unsupervised.backbone;

/** What a vision transformer can give. B images, N patches row by row, D channels, R registers. */
public enum Output {

	/** (B, N, D) tokens of the patches after the final LayerNorm: STEGO's features. */
	TOKENS,

	/** (B, N, D) keys of the patches in the block's attention, head by head: {@code channel = head * d + j}. */
	KEYS,

	/** (B, D) class token after the final LayerNorm. */
	CLS,

	/** (B, R, D) register tokens after the final LayerNorm. */
	REGISTERS,

	/** (B, heads, N) the class token's attention to the patches; class token and registers have the rest of the 1. */
	CLS_ATTENTION
}
