package sc.fiji.unsupervised.evaluate;

/** Planes of whole numbers, read one at a time. */
public interface LabelSource {

	int slices();

	int width();

	int height();

	/** A plane of height * width values, row-major; the caller may keep it. */
	int[] read(int slice);
}
