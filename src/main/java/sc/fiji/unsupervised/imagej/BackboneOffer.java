package sc.fiji.unsupervised.imagej;

import ij.IJ;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.backbone.CatalogueEntry;
import sc.fiji.unsupervised.weights.Consent;
import sc.fiji.unsupervised.weights.WeightStore;

/** Offers to download a network that a command needs. */
final class BackboneOffer {

	private BackboneOffer() {}

	/**
	 * Asks, and gets the file with progress in the status bar.
	 *
	 * @return whether the network is here now
	 */
	static boolean accept(final CatalogueEntry entry) {
		final WeightStore store = WeightStore.open();
		if (!entry.published().isPinned() || !new ConsentDialog(IJ.getInstance(), store.folder()).isGiven(entry)) return false;
		final IjProgress progress = new IjProgress();
		try {
			store.download(entry, Consent.GIVEN, progress);
			return true;
		}
		catch (final CancelledException e) {
			return false;
		}
		finally {
			progress.finish("");
		}
	}
}
