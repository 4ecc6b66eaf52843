package sc.fiji.unsupervised.weights;

import sc.fiji.unsupervised.backbone.CatalogueEntry;

/**
 * A network of the catalogue on this computer.
 *
 * @param bytes that are here, of the file or of its beginning
 */
public record Weights(CatalogueEntry entry, State state, long bytes) {

	/** Whether the network can be used. */
	public boolean isHere() {
		return state == State.PRESENT || state == State.UNCHECKED;
	}
}
