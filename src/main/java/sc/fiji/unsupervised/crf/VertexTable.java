package sc.fiji.unsupervised.crf;

import java.util.Arrays;

/** A growing set of lattice vertices, numbered in the order of insertion: open addressing over plain int arrays. */
final class VertexTable {

	/** Result of {@link #find} for an unknown key. */
	static final int ABSENT = -1;

	private final int d;
	private int size;
	/** (size, d), then room to grow. */
	private int[] keys;
	/** Number of a vertex plus one, 0 where free; at most half full. */
	private int[] slots;

	/** For keys of {@code d} integers; about {@code expected} vertices fit without growing. */
	VertexTable(final int d, final int expected) {
		this.d = d;
		keys = new int[expected * d];
		slots = new int[Integer.highestOneBit(Math.max(8, expected)) * 4];
	}

	int size() {
		return size;
	}

	/** Copies the key of a vertex to {@code out} (d). */
	void key(final int vertex, final int[] out) {
		System.arraycopy(keys, vertex * d, out, 0, d);
	}

	/** The number of the vertex with this key, or {@link #ABSENT}. Safe for any number of concurrent readers. */
	int find(final int[] key) {
		return slots[slot(key)] - 1;
	}

	/** The number of the vertex with this key, which is added if new. */
	int insert(final int[] key) {
		final int slot = slot(key);
		if (slots[slot] != 0) return slots[slot] - 1;
		final int start = size * d;
		if (start + d > keys.length)
			keys = Arrays.copyOf(keys, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(start + 16L * d, start * 2L)));
		System.arraycopy(key, 0, keys, start, d);
		slots[slot] = ++size;
		if (size > slots.length >> 1) grow();
		return size - 1;
	}

	private void grow() {
		slots = new int[Math.multiplyExact(slots.length, 2)];
		final int[] key = new int[d];
		for (int v = 0; v < size; v++) {
			key(v, key);
			slots[slot(key)] = v + 1;
		}
	}

	/** Where the key is, or the free slot where it belongs. */
	private int slot(final int[] key) {
		final int mask = slots.length - 1;
		int hash = 0;
		for (int a = 0; a < d; a++) hash = (hash ^ key[a]) * 0x9e3779b1;
		int slot = (hash ^ hash >>> 15) & mask;
		while (slots[slot] != 0 && !matches((slots[slot] - 1) * d, key)) slot = slot + 1 & mask;
		return slot;
	}

	private boolean matches(final int start, final int[] key) {
		for (int a = 0; a < d; a++) if (keys[start + a] != key[a]) return false;
		return true;
	}
}
