/**
 * Files: safetensors and the model file {@code *.useg}. Read defensively, written atomically, no code, no pickle.
 * Entry classes: {@link sc.fiji.unsupervised.model.SafeTensors}. Must not import {@code ij}, {@code org.scijava},
 * {@code ai.djl} or any room but the root.
 */
package sc.fiji.unsupervised.model;
