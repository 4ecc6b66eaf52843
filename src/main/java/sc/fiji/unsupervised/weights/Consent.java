package sc.fiji.unsupervised.weights;

import sc.fiji.unsupervised.backbone.CatalogueEntry;

/** The user's word on a download. Asked once for each, before any connection is opened. */
@FunctionalInterface
public interface Consent {

	/** For doors that have asked already. */
	Consent GIVEN = entry -> true;

	/** Whether the user wants this file from that server under that licence. */
	boolean isGiven(CatalogueEntry entry);
}
