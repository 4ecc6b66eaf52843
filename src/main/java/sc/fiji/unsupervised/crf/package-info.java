/**
 * Refinement of class maps by a fully connected conditional random field, filtered on a permutohedral lattice.
 * Entry class: {@link sc.fiji.unsupervised.crf.DenseCrf} with {@link sc.fiji.unsupervised.crf.CrfOptions}. Pure Java.
 * Must not import {@code ij}, {@code org.scijava}, {@code ai.djl} or any room but the root.
 */
package sc.fiji.unsupervised.crf;
