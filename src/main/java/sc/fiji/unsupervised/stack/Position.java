package sc.fiji.unsupervised.stack;

/**
 * Where a slice lies in its image.
 *
 * @param z section, from 0
 * @param t time point, from 0
 * @param label the slice's own name, or an empty string
 */
public record Position(int z, int t, String label) {

	public Position {
		if (label == null) label = "";
	}
}
