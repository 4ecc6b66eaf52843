/**
 * Unsupervised segmentation of image stacks: a class for every pixel without annotations.
 * <p>
 * This root room holds what every other room shares: progress with cancelling ({@link sc.fiji.unsupervised.Progress})
 * and the kinds of failure a user may meet. A stack enters at {@code segment.Segmenter} and labels leave there.
 * It must not import any other room, nor {@code ij}, {@code org.scijava} or {@code ai.djl}.
 */
package sc.fiji.unsupervised;
