package sc.fiji.unsupervised.quality;

import java.util.List;
import java.util.stream.Stream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Method;
import sc.fiji.unsupervised.method.Methods;
import sc.fiji.unsupervised.method.Rivals;
import sc.fiji.unsupervised.segment.TrainOptions;

/** Which methods there are on which features. */
final class Contestants {

	private static final String NONE = "none";

	private Contestants() {}

	/** Whether the name stands for features that are no backbone. */
	static boolean isSimple(final String backbone) {
		return backbone.equals(Pixels.NAME) || backbone.equals(Gaussians.NAME);
	}

	/** Methods on the features of a real backbone: the product's and their rivals. */
	static List<String> onBackbones() {
		return Stream.concat(Methods.ids().stream(), Rivals.all().stream().map(Method::id)).toList();
	}

	/** Names of all methods. */
	static List<String> methods() {
		return Stream.of(onBackbones(), Pixels.METHODS, Gaussians.METHODS).flatMap(List::stream).distinct().toList();
	}

	/**
	 * Whether a configuration makes a row: not all methods know all features, simple ones are not refined, and what draws
	 * nothing is run for one seed only.
	 *
	 * @param firstSeed of those asked for
	 */
	static boolean offers(final Configuration c, final int classes, final long firstSeed) {
		return switch (c.backbone()) {
			case Pixels.NAME -> c.refine().equals(NONE) && Pixels.offers(c.method(), classes) && (Pixels.draws(c.method()) || c
				.seed() == firstSeed);
			case Gaussians.NAME -> c.refine().equals(NONE) && Gaussians.METHODS.contains(c.method());
			default -> onBackbones().contains(c.method());
		};
	}

	/** Computes the features. */
	static Contestant open(final String backbone, final LabelledSet set, final TrainOptions options, final Session session,
		final Progress progress)
	{
		return switch (backbone) {
			case Pixels.NAME -> new Pixels(set.images(), options, progress);
			case Gaussians.NAME -> new Gaussians(set.images(), options, progress);
			default -> new OnBackbone(session, set.images(), options, progress);
		};
	}
}
