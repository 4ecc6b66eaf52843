package sc.fiji.unsupervised.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Backbone;
import sc.fiji.unsupervised.backbone.Backbones;
import sc.fiji.unsupervised.backbone.TextureBackbone;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SegmentationModel.BackboneInfo;
import sc.fiji.unsupervised.stack.Slices;
import sc.fiji.unsupervised.weights.Sha256;

/** Opens the backbone of a training or of a model. */
final class BackboneOpener {

	private BackboneOpener() {}

	/** For training: the embedded backbone is fitted to the slices first. */
	static Backbone open(final Session session, final String id, final Slices slices, final Progress progress) {
		if (!id.equals(Backbones.TEXTURE)) return Backbones.open(session, id);
		return TextureBackbone.fit(session, new SliceTiles(slices), progress);
	}

	/**
	 * For labelling with a model.
	 *
	 * @throws UserException if the weights are not those of the training
	 */
	static Backbone open(final Session session, final BackboneInfo info) {
		if (info.id().equals(Backbones.TEXTURE)) return TextureBackbone.fromState(session, info.state());
		final BackboneInfo here = describe(info.id());
		if (!here.sha256().equals(info.sha256())) throw new UserException("backbone=" + info.id() +
			" has other weights than those the model was trained with; restore that file or train the model anew.");
		return Backbones.open(session, info.id());
	}

	/** What a model has to remember of an opened backbone. */
	static BackboneInfo describe(final Backbone backbone) {
		return backbone.state().isEmpty() ? describe(backbone.id()) : new BackboneInfo(backbone.id(), "", backbone.state());
	}

	private static BackboneInfo describe(final String id) {
		return new BackboneInfo(id, sha256(Backbones.file(id)), Map.of());
	}

	private static String sha256(final Path file) {
		try {
			return Sha256.of(file, Progress.NONE);
		}
		catch (final IOException e) {
			throw new UserException("The weights " + file + " cannot be read; check the file.", e);
		}
	}
}
