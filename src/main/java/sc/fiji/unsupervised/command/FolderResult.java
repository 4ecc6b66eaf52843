package sc.fiji.unsupervised.command;

import java.util.Optional;

import sc.fiji.unsupervised.model.SegmentationModel;

/**
 * What a folder job did.
 *
 * @param set images that are labelled, and those that were left out
 * @param model that labelled them
 * @param device that computed, with the reason; empty when all was done before
 */
record FolderResult(FolderSet set, SegmentationModel model, Optional<String> device) {

	/** Number of slices of all images. */
	int slices() {
		return set.files().stream().mapToInt(FolderFile::slices).sum();
	}
}
