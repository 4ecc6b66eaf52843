package sc.fiji.unsupervised.bench;

import java.util.List;

/** Something that is timed. A further one is one class and its place in {@link Bench#ROWS}; see {@link Kernel} for short work. */
public interface Row {

	/** Of the key {@code only}; its figures have this name, or this and more behind a hyphen. */
	String name();

	/**
	 * Measures.
	 *
	 * @throws sc.fiji.unsupervised.UserException if something is missing here: the row is then not run, and says why
	 */
	List<Figure> measure(Setting setting) throws Exception;
}
