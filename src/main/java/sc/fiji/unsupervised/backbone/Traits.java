package sc.fiji.unsupervised.backbone;

/**
 * What others need to know about a backbone beyond its sizes.
 *
 * @param mirrorInvariant whether a mirrored tile gives mirrored features, so that averaging over both is useless
 * @param mean subtracted from the three inputs (in [0, 1]) by {@link Backbone#extract}
 * @param std by which the three inputs are divided after that
 * @param licence of the weights, SPDX name, or "not stated"
 * @param citation the publication to cite
 */
public record Traits(boolean mirrorInvariant, float[] mean, float[] std, String licence, String citation) {}
