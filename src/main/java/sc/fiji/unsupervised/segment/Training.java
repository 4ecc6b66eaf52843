package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.backbone.Backbone;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.engine.Versions;
import sc.fiji.unsupervised.method.Checkpoint;
import sc.fiji.unsupervised.method.ClassCount;
import sc.fiji.unsupervised.method.Fitted;
import sc.fiji.unsupervised.method.Method;
import sc.fiji.unsupervised.method.MethodSettings;
import sc.fiji.unsupervised.method.StepRecord;
import sc.fiji.unsupervised.model.CountSuggestion;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.model.SegmentationModel.Clusters;
import sc.fiji.unsupervised.model.Tensor;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.IntensityScale;

/** One training on the features of a stack: method, order of the classes, model. */
final class Training {

	private final ImageStack stack;
	private final IntensityScale intensity;
	private final Backbone backbone;
	private final Method method;
	private final TrainOptions options;
	private final Session session;
	private final Checkpoint checkpoint;
	private final Progress progress;

	Training(final ImageStack stack, final IntensityScale intensity, final Backbone backbone, final Method method,
		final TrainOptions options, final Session session, final Checkpoint checkpoint, final Progress progress)
	{
		this.stack = stack;
		this.intensity = intensity;
		this.backbone = backbone;
		this.method = method;
		this.options = options;
		this.session = session;
		this.checkpoint = checkpoint;
		this.progress = progress;
	}

	SegmentationModel run(final FeatureCache cache) {
		final CountSuggestion suggestion = options.classes() > 0 ? null : suggest(cache);
		final int classes = suggestion == null ? options.classes() : suggestion.number();
		final Fitted fitted = method.fit(cache, new MethodSettings(classes, options.clusters() > 0 ? Math
			.max(classes, options.clusters()) : 0, options.steps(), options.shifts(), options.seed()), session, checkpoint,
			progress);
		final Census census = Census.of(cache, fitted, session);
		final Classes merged = Classes.of(fitted, census, classes);
		final List<ClassInfo> infos = new ArrayList<>();
		for (int k = 0; k < classes; k++) infos.add(new ClassInfo("class " + (k + 1), Palette.rgb(k + 1), merged
			.shares()[k]));
		return new SegmentationModel(ModelInput.of(stack, intensity, options), BackboneOpener.describe(backbone), training(
			fitted, classes, suggestion), fitted.head().parameters(), clusters(merged, census), infos, options.refine(), Preview.png(cache,
				fitted.head(), merged.prototypes(), session));
	}

	private CountSuggestion suggest(final FeatureCache cache) {
		final CountSuggestion suggestion = ClassCount.suggest(cache, options.seed(), session, progress);
		progress.log("Classes: " + suggestion.words());
		return suggestion;
	}

	private static Clusters clusters(final Classes merged, final Census census) {
		final Prototypes p = merged.prototypes().prototypes();
		final int n = p.count();
		final float[] shares = new float[n], contact = new float[n * n];
		for (int i = 0; i < n; i++) {
			shares[i] = (float) census.contact().shares()[i];
			for (int j = 0; j < n; j++) contact[i * n + j] = (float) census.contact().pairs()[i][j];
		}
		return new Clusters(p.metric().name().toLowerCase(Locale.ROOT), p.spread(), p.centres(), new Tensor(shares, n),
			new Tensor(contact, n, n), merged.tree(), merged.prototypes().classOf());
	}

	private SegmentationModel.Training training(final Fitted fitted, final int classes, final CountSuggestion suggestion) {
		final Map<String, String> settings = new LinkedHashMap<>();
		settings.put("classes", Integer.toString(classes));
		settings.put("clusters", Integer.toString(options.clusters()));
		settings.put("steps", Integer.toString(options.steps()));
		settings.put("gamma", options.gamma());
		settings.put("shifts", options.shifts());
		final List<StepRecord> steps = fitted.diagnostics().steps();
		final float[][] curve = steps.stream().map(StepRecord::row).toArray(float[][]::new);
		final int[][] histograms = steps.isEmpty() ? new int[0][] : steps.get(steps.size() - 1).histograms();
		return new SegmentationModel.Training(method.id(), settings, fitted.diagnostics().notes(), options.seed(),
			session.threads(), session.device().toString(), "Unsupervised Segmentation " + Versions.plugin() + ", PyTorch " +
				Versions.LIBTORCH, curve, histograms, suggestion);
	}
}
