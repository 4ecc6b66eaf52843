package sc.fiji.unsupervised.backbone;

/**
 * One feature of the bank. A mean of a Gaussian may belong to both groups; it is computed once.
 *
 * @param name what it is, e.g. "sd of Laplacian, sigma 2"
 * @param groups bit 0: texture, bit 1: intensity
 */
record FilterColumn(String name, int groups) {

	static final int TEXTURE = 1, INTENSITY = 2;

	boolean isIn(final int group) {
		return (groups & group) != 0;
	}
}
