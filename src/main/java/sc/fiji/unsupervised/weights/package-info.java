/**
 * The weight files of published networks on this computer: which there are, getting one with the user's consent,
 * checking, importing, removing. This is the only room that opens a network connection, and only in
 * {@link sc.fiji.unsupervised.weights.WeightStore#download}. Entry class:
 * {@link sc.fiji.unsupervised.weights.WeightStore}. May import {@code backbone}, {@code engine} and the root;
 * must not import {@code ij}, {@code org.scijava}, {@code ai.djl} or any room above.
 */
package sc.fiji.unsupervised.weights;
