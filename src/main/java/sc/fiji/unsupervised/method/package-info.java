/**
 * How cached features become a head and clusters without labels. A {@link sc.fiji.unsupervised.method.Method} sees the
 * feature cache alone; each kind lives in its own file and passes the contract test that all methods share.
 * Must not import {@code ij}, {@code org.scijava} or {@code segment}.
 */
package sc.fiji.unsupervised.method;
