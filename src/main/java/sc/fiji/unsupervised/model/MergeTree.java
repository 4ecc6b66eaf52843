package sc.fiji.unsupervised.model;

import java.util.Arrays;
import java.util.List;

/**
 * In which order n clusters become one: whoever cuts it gets any number of classes at once. Clusters are the leaves
 * 0..n-1, merge i makes node n + i (the numbering of R and SciPy). The order of merges counts, not their heights, which
 * may fall where two joined clusters lie nearer to a third than to each other.
 *
 * @param leaves n
 * @param merges n - 1 of them, or none when the tree is not known
 */
public record MergeTree(int leaves, List<Merge> merges) {

	/**
	 * Two nodes become one.
	 *
	 * @param a a leaf or an earlier merge
	 * @param b another one
	 * @param height how unlike the two are, in units of the rule that built the tree
	 */
	public record Merge(int a, int b, double height) {}

	public MergeTree {
		merges = List.copyOf(merges);
		if (leaves < 1 || !merges.isEmpty() && merges.size() != leaves - 1) throw new IllegalArgumentException(merges.size() +
			" merges cannot join " + leaves + " leaves");
		final boolean[] joined = new boolean[leaves + merges.size()];
		for (int i = 0; i < merges.size(); i++) {
			final Merge m = merges.get(i);
			take(joined, m.a, leaves + i);
			take(joined, m.b, leaves + i);
			if (!Double.isFinite(m.height)) throw new IllegalArgumentException("height " + m.height);
		}
	}

	private static void take(final boolean[] joined, final int node, final int nodes) {
		if (node < 0 || node >= nodes || joined[node]) throw new IllegalArgumentException("node " + node);
		joined[node] = true;
	}

	/** Clusters of which nothing more is known. */
	public static MergeTree unknown(final int leaves) {
		return new MergeTree(leaves, List.of());
	}

	/** Whether the merges are known. */
	public boolean isKnown() {
		return merges.size() == leaves - 1;
	}

	/**
	 * All leaves in k groups: the first n - k merges are made.
	 *
	 * @param k 1 to n
	 * @return (n) the group of each leaf; groups count from 0 in the order of their first leaves
	 */
	public int[] cut(final int k) {
		final int[] all = new int[leaves];
		Arrays.setAll(all, i -> i);
		return cut(all, k);
	}

	/**
	 * Some leaves in k groups, as if the others had never been there.
	 *
	 * @param members different leaves
	 * @param k 1 to the number of members
	 * @return the group of each member; groups count from 0 in the order of their first members
	 * @throws IllegalArgumentException if there are fewer members than k
	 * @throws IllegalStateException if the merges are not known
	 */
	public int[] cut(final int[] members, final int k) {
		if (k < 1 || k > members.length) throw new IllegalArgumentException(members.length + " leaves in " + k + " groups");
		if (!isKnown()) throw new IllegalStateException("the merges are not known");
		final int[] node = members.clone(), sizes = new int[leaves + merges.size()];
		for (final int m : members) sizes[m] = 1;
		int groups = members.length;
		for (int i = 0; i < merges.size(); i++) {
			final Merge m = merges.get(i);
			sizes[leaves + i] = sizes[m.a] + sizes[m.b];
			if (sizes[m.a] > 0 && sizes[m.b] > 0 && groups-- == k) break;
			for (int j = 0; j < node.length; j++) if (node[j] == m.a || node[j] == m.b) node[j] = leaves + i;
		}
		return numbered(node);
	}

	private static int[] numbered(final int[] node) {
		final int[] groups = new int[node.length];
		int found = 0;
		for (int i = 0; i < node.length; i++) {
			int same = 0;
			while (node[same] != node[i]) same++;
			groups[i] = same < i ? groups[same] : found++;
		}
		return groups;
	}

	/**
	 * The height at which k groups become k - 1.
	 *
	 * @param k 2 to n
	 */
	public double height(final int k) {
		return merges.get(leaves - k).height;
	}
}
