package sc.fiji.unsupervised.method;

import sc.fiji.unsupervised.cluster.Prototypes;

/**
 * What a method learned.
 *
 * @param head from features (C) to codes (K)
 * @param prototypes (n, K) with their metric; as many as classes, or more that are merged to classes later
 * @param groups (n) which prototypes are one class, if the method knows; else none
 * @param diagnostics how it went
 */
public record Fitted(Head head, Prototypes prototypes, int[] groups, Diagnostics diagnostics) {

	/** Prototypes that are merged by the rule of {@code docs/merging.md}. */
	public Fitted(final Head head, final Prototypes prototypes, final Diagnostics diagnostics) {
		this(head, prototypes, new int[0], diagnostics);
	}
}
