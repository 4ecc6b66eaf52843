package sc.fiji.unsupervised.crf;

import java.util.Arrays;

/**
 * A growing set of lattice vertices by their {@link VertexCode}, numbered in the order of insertion: open addressing over
 * plain arrays. Large tables are bound by the delay of memory and by branches that are guessed wrongly; hence the look-up of
 * many at once, whose reads do not wait for each other.
 */
final class VertexTable {

	/** Stands for the number of an unknown vertex. */
	static final int ABSENT = -1;

	/** Vertices that are looked up together. */
	static final int BATCH = 256;

	private int size;
	/** By number, then room to grow. */
	private long[] codes;
	/** Number of a vertex plus one, 0 where free; at most half full. */
	private int[] slots;

	/** About {@code expected} vertices fit without growing. */
	VertexTable(final int expected) {
		codes = new long[expected];
		slots = new int[Integer.highestOneBit(Math.max(8, expected)) * 4];
	}

	int size() {
		return size;
	}

	/** Writes the codes of vertices {@code from} to {@code to} (exclusive), each plus {@code step}, to the start of {@code out}. */
	void codes(final int from, final int to, final long step, final long[] out) {
		for (int v = from; v < to; v++) out[v - from] = codes[v] + step;
	}

	/**
	 * Looks up at most {@link #BATCH} codes; safe for any number of concurrent readers.
	 *
	 * @param found gets the number of each, or {@link #ABSENT}
	 */
	void find(final long[] wanted, final int count, final int[] found) {
		for (int i = 0; i < count; i++) found[i] = slots[home(wanted[i])] - 1;
		final int[] displaced = new int[BATCH];
		int others = 0;
		for (int i = 0; i < count; i++) {
			displaced[others] = i;
			if (found[i] >= 0 & codes[Math.max(0, found[i])] != wanted[i]) others++;
		}
		for (int j = 0; j < others; j++) found[displaced[j]] = slots[slot(wanted[displaced[j]])] - 1;
	}

	/** Like {@link #find}, but adds those that are new, in order. */
	void insert(final long[] wanted, final int count, final int[] found) {
		find(wanted, count, found);
		for (int i = 0; i < count; i++) if (found[i] == ABSENT) found[i] = insert(wanted[i]);
	}

	/** The number of a vertex, which is added if new. */
	int insert(final long code) {
		final int slot = slot(code);
		if (slots[slot] != 0) return slots[slot] - 1;
		if (size == codes.length)
			codes = Arrays.copyOf(codes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(size + 16L, size * 2L)));
		codes[size] = code;
		slots[slot] = ++size;
		if (size > slots.length >> 1) grow();
		return size - 1;
	}

	private void grow() {
		slots = new int[Math.multiplyExact(slots.length, 2)];
		for (int v = 0; v < size; v++) {
			// All are different: the first free slot will do.
			int slot = home(codes[v]);
			while (slots[slot] != 0) slot = slot + 1 & slots.length - 1;
			slots[slot] = v + 1;
		}
	}

	/** Where the code is, or the free slot where it belongs. */
	private int slot(final long code) {
		int slot = home(code);
		while (slots[slot] != 0 && codes[slots[slot] - 1] != code) slot = slot + 1 & slots.length - 1;
		return slot;
	}

	/** Where the search for a code starts. Codes of neighbours differ by few numbers; unmixed, they would pile up in long runs. */
	private int home(final long code) {
		final long mixed = code * 0x9e3779b97f4a7c15L;
		return (int) (mixed ^ mixed >>> 32) & slots.length - 1;
	}
}
