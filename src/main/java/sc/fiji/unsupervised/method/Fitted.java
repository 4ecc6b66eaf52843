package sc.fiji.unsupervised.method;

import sc.fiji.unsupervised.cluster.Prototypes;

/**
 * What a method learned.
 *
 * @param head from features (C) to codes (K)
 * @param prototypes (n, K) with their metric; as many as classes, or more that are merged to classes later
 * @param diagnostics how it went
 */
public record Fitted(Head head, Prototypes prototypes, Diagnostics diagnostics) {}
