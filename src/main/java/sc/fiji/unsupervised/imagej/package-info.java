/**
 * All of ImageJ 1: images, stacks, lookup tables and files as the core knows them, and the core's results as images
 * that a user of ImageJ expects. Entry classes: {@link sc.fiji.unsupervised.imagej.ImagePlusStack} (in) and
 * {@link sc.fiji.unsupervised.imagej.LabelImages} (out). Must not import {@code ai.djl} or {@code command}; no other
 * room but {@code command} imports {@code ij}.
 */
package sc.fiji.unsupervised.imagej;
