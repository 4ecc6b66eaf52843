package sc.fiji.unsupervised.crf;

import java.util.Arrays;

/**
 * A growing set of lattice vertices, numbered in the order of insertion: open addressing over plain int arrays. Large
 * tables are bound by the delay of memory, not by arithmetic; hence the methods for many keys at once, whose reads do
 * not wait for each other.
 */
final class VertexTable {

	/** Stands for the number of an unknown key. */
	static final int ABSENT = -1;

	/** Keys that are looked up together. */
	static final int BATCH = 256;

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

	/** Copies the keys of vertices {@code from} to {@code to} (exclusive) to the start of {@code out} (count, d). */
	void keys(final int from, final int to, final int[] out) {
		System.arraycopy(keys, from * d, out, 0, (to - from) * d);
	}

	/**
	 * Looks up at most {@link #BATCH} keys; safe for any number of concurrent readers.
	 *
	 * @param wanted (count, d)
	 * @param found gets the number of each, or {@link #ABSENT}
	 */
	void find(final int[] wanted, final int count, final int[] found) {
		for (int i = 0; i < count; i++) found[i] = slots[hash(wanted, i * d) & slots.length - 1] - 1;
		for (int i = 0; i < count; i++) {
			final int start = Math.max(0, found[i]) * d;
			int difference = 0;
			for (int a = 0; a < d; a++) difference |= keys[start + a] ^ wanted[i * d + a];
			if (difference != 0 && found[i] >= 0) found[i] = slots[slot(wanted, i * d)] - 1;
		}
	}

	/** Like {@link #find}, but adds the keys that are new, in order. */
	void insert(final int[] wanted, final int count, final int[] found) {
		find(wanted, count, found);
		for (int i = 0; i < count; i++) if (found[i] == ABSENT) found[i] = insert(wanted, i * d);
	}

	/** The number of the key of d integers at {@code key[at]}, which is added if new. */
	int insert(final int[] key, final int at) {
		final int slot = slot(key, at);
		if (slots[slot] != 0) return slots[slot] - 1;
		final int start = size * d;
		if (start + d > keys.length)
			keys = Arrays.copyOf(keys, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(start + 16L * d, start * 2L)));
		System.arraycopy(key, at, keys, start, d);
		slots[slot] = ++size;
		if (size > slots.length >> 1) grow();
		return size - 1;
	}

	private void grow() {
		slots = new int[Math.multiplyExact(slots.length, 2)];
		for (int v = 0; v < size; v++) {
			// All are different: the first free slot will do.
			int slot = hash(keys, v * d) & slots.length - 1;
			while (slots[slot] != 0) slot = slot + 1 & slots.length - 1;
			slots[slot] = v + 1;
		}
	}

	/** Where the key is, or the free slot where it belongs. */
	private int slot(final int[] key, final int at) {
		final int mask = slots.length - 1;
		int slot = hash(key, at) & mask;
		while (slots[slot] != 0 && !matches((slots[slot] - 1) * d, key, at)) slot = slot + 1 & mask;
		return slot;
	}

	/** Neighbouring keys differ by small steps; unless every bit is mixed in, they would pile up in long runs. */
	private int hash(final int[] key, final int at) {
		int hash = 0;
		for (int a = 0; a < d; a++) hash = (hash ^ key[at + a]) * 0x9e3779b1;
		hash = (hash ^ hash >>> 16) * 0x85ebca6b;
		hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
		return hash ^ hash >>> 16;
	}

	private boolean matches(final int start, final int[] key, final int at) {
		for (int a = 0; a < d; a++) if (keys[start + a] != key[at + a]) return false;
		return true;
	}
}
