/**
 * Image stacks as a network sees them: slices of any image as planes in [0, 1], their axes, channels and intensity
 * scaling, tiles that cover a slice, blending of what comes back for each tile, resizing of maps, and the store of
 * features. Everything is read slice by slice, so a virtual stack stays virtual. Entry classes:
 * {@link sc.fiji.unsupervised.stack.ImgStack} (an imglib2 image as a stack) and
 * {@link sc.fiji.unsupervised.stack.Slices} (its normalised slices). Must not import {@code ij}, {@code org.scijava},
 * {@code ai.djl} or any room above {@code cluster}.
 */
package sc.fiji.unsupervised.stack;
