package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import sc.fiji.unsupervised.cluster.Agglomeration;
import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.cluster.Prototypes;
import sc.fiji.unsupervised.engine.Versions;
import sc.fiji.unsupervised.method.Head;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.model.SegmentationModel.Clusters;
import sc.fiji.unsupervised.model.Tensor;

/** Models that nothing was trained for: a backbone's plain features as codes, and classes given by points. */
final class PointModel {

	/** Stands for the method in the model. */
	private static final String METHOD = "points";

	private PointModel() {}

	/** The head leaves the features as they are; there is one class, which is everything. */
	static SegmentationModel ofFeatures(final Workbench workbench, final TrainOptions options) {
		final int n = workbench.channels();
		final float[] identity = new float[n * n];
		for (int k = 0; k < n; k++) identity[k * n + k] = 1;
		final Head head = Head.linear(new Tensor(identity, n, n), new Tensor(new float[n], n));
		final SegmentationModel.Training training = new SegmentationModel.Training(METHOD, Map.of(), Map.of(), options.seed(),
			workbench.session().threads(), workbench.session().device().toString(), "Unsupervised Segmentation " + Versions.plugin() + ", PyTorch " +
				Versions.LIBTORCH, new float[0][], new int[0][], null);
		return new SegmentationModel(workbench.input(options), workbench.backbone(), training, head.parameters(), clusters(
			new float[1][n], new int[1]), List.of(info(1, 1)), options.refine(), new byte[0]);
	}

	/**
	 * Every point is a prototype of its class, which scores as the nearest of its points does. With texture, six points of
	 * each class label more so than by their mean: 60 instead of 47 % of superalloy, 88 instead of 84 % of dsb2018_histology
	 * (docs/explore.md).
	 *
	 * @param codes model to take all but the classes from
	 * @param code unit code at a point
	 */
	static SegmentationModel of(final SegmentationModel codes, final Pins pins, final Function<Pin, float[]> code) {
		final List<Pin> list = pins.list();
		final float[][] centres = list.stream().map(code).toArray(float[][]::new);
		final int[] classOf = list.stream().mapToInt(pin -> pin.label() - 1).toArray();
		final List<ClassInfo> infos = new ArrayList<>();
		for (int k = 0; k < pins.classes(); k++) {
			final int own = k;
			infos.add(info(k + 1, (double) Arrays.stream(classOf).filter(c -> c == own).count() / classOf.length));
		}
		final SegmentationModel.Training t = codes.training();
		final SegmentationModel.Training training = new SegmentationModel.Training(METHOD, Map.of("points", pins.format(),
			"codes", t.method().equals(METHOD) ? "features" : t.method()), t.notes(), t.seed(), t.threads(), t.device(), t
				.versions(), t.curve(), t.histograms(), t.suggestion());
		return new SegmentationModel(codes.input(), codes.backbone(), training, codes.head(), clusters(centres, classOf), infos,
			codes.refine(), new byte[0]);
	}

	private static Clusters clusters(final float[][] centres, final int[] classOf) {
		final int n = centres.length, size = centres[0].length;
		final float[] data = new float[n * size], shares = new float[n];
		for (int i = 0; i < n; i++) System.arraycopy(centres[i], 0, data, i * size, size);
		Arrays.fill(shares, 1f / n);
		final Tensor table = new Tensor(data, n, size);
		final double[] weights = new double[n];
		Arrays.fill(weights, 1.0 / n);
		return new Clusters("cosine", 1, table, new Tensor(shares, n), new Tensor(new float[n * n], n, n), Agglomeration.ward(
			new Prototypes(Metric.COSINE, table), weights), classOf);
	}

	private static ClassInfo info(final int label, final double share) {
		return new ClassInfo("class " + label, Palette.rgb(label), share);
	}
}
