package sc.fiji.unsupervised.method;

import java.util.Locale;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.StegoOptions.Terms;
import sc.fiji.unsupervised.method.StegoOptions.Triple;
import sc.fiji.unsupervised.stack.FeatureCache;

/**
 * STEGO: a head is trained so that similarities of codes follow similarities of frozen features, within a tile, to near
 * tiles and to random others (Hamilton et al., "Unsupervised Semantic Segmentation by Distilling Feature
 * Correspondences", ICLR 2022). Its clusters are the probe trained along the way or spherical k-means on the trained
 * codes, whichever separates the codes better by silhouette; more clusters than classes are always those of k-means.
 *
 * @param id word by which it is chosen
 * @param sampling where points lie
 */
record Stego(String id, Sampling sampling) implements Method {

	Stego() {
		this("stego", HeadOptions.stego().sampling());
	}

	/** With points as published, for comparisons. */
	static Stego exact() {
		return new Stego("stego-exact", Sampling.BILINEAR);
	}

	@Override
	public Fitted fit(final FeatureCache cache, final MethodSettings settings, final Session session,
		final Checkpoint checkpoint, final Progress progress)
	{
		final StegoOptions options = StegoOptions.defaults();
		final HeadOptions head = options.head().withSampling(sampling);
		try (HeadTraining training = new HeadTraining(cache, settings, session, checkpoint, progress, head)) {
			final Terms terms = terms(options.terms(), settings, training);
			return training.run(StegoLoss.script(terms, head), training::anywhere);
		}
	}

	/** Terms with the shifts that the user named, or calibrated ones. */
	static Terms terms(final Terms defaults, final MethodSettings settings, final HeadTraining training) {
		final Terms terms = settings.shifts().equals(Shifts.AUTO) ? defaults.withShifts(training.calibrate(defaults
			.pointwise())) : Shifts.parse(settings.shifts());
		training.notes.put("shifts", text(terms.shifts()));
		training.notes.put("weights", text(terms.weights()));
		return terms;
	}

	static String text(final Triple t) {
		return String.format(Locale.ROOT, "%.4f,%.4f,%.4f", t.self(), t.knn(), t.random());
	}
}
