/**
 * The only door to the start of DJL's PyTorch engine: class loader, native library, device choice with its reason,
 * threads, seed, own TorchScript operators and the set-up report. Entry class:
 * {@link sc.fiji.unsupervised.engine.Session}. Must not import {@code ij}, {@code org.scijava} or any room but the
 * root.
 */
package sc.fiji.unsupervised.engine;
