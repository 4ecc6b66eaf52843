/**
 * Backbones: from tiles of an image to one feature vector for each cell of a grid. A backbone is frozen; nothing here
 * is trained by gradients. Entry classes: {@link sc.fiji.unsupervised.backbone.Backbones} (opens one by its key) and
 * {@link sc.fiji.unsupervised.backbone.Backbone}. May import {@code stack}, {@code cluster}, {@code model},
 * {@code evaluate}, {@code engine} and the root; must not import {@code ij}, {@code org.scijava} or any room above.
 */
package sc.fiji.unsupervised.backbone;
