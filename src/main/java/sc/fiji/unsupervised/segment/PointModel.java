package sc.fiji.unsupervised.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import sc.fiji.unsupervised.engine.Session;
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
	static SegmentationModel ofFeatures(final Workbench workbench, final TrainOptions options, final Session session) {
		final int n = workbench.channels();
		final float[] identity = new float[n * n];
		for (int k = 0; k < n; k++) identity[k * n + k] = 1;
		final Head head = Head.linear(new Tensor(identity, n, n), new Tensor(new float[n], n));
		final SegmentationModel.Training training = new SegmentationModel.Training(METHOD, Map.of(), Map.of(), options.seed(),
			session.threads(), session.device().toString(), "Unsupervised Segmentation " + Versions.plugin() + ", PyTorch " +
				Versions.LIBTORCH, new float[0][], new int[0][]);
		return new SegmentationModel(workbench.input(options), workbench.backbone(), training, head.parameters(), clusters(
			new float[1][n]), List.of(info(1, 1)), options.refine(), new byte[0]);
	}

	/**
	 * @param codes model to take all but the classes from
	 * @param code unit code at a point
	 */
	static SegmentationModel of(final SegmentationModel codes, final Pins pins, final Function<Pin, float[]> code) {
		final int classes = pins.classes();
		final float[][] centres = new float[classes][codes.clusters().centres().size(1)];
		final int[] counts = new int[classes];
		for (final Pin pin : pins.list()) {
			final float[] one = code.apply(pin), sum = centres[pin.label() - 1];
			for (int k = 0; k < sum.length; k++) sum[k] += one[k];
			counts[pin.label() - 1]++;
		}
		final List<ClassInfo> infos = new ArrayList<>();
		for (int k = 0; k < classes; k++) {
			for (int i = 0; i < centres[k].length; i++) centres[k][i] /= counts[k];
			infos.add(info(k + 1, (double) counts[k] / pins.list().size()));
		}
		final SegmentationModel.Training t = codes.training();
		final SegmentationModel.Training training = new SegmentationModel.Training(METHOD, Map.of("points", pins.format(),
			"codes", t.method().equals(METHOD) ? "features" : t.method()), t.notes(), t.seed(), t.threads(), t.device(), t
				.versions(), t.curve(), t.histograms());
		return new SegmentationModel(codes.input(), codes.backbone(), training, codes.head(), clusters(centres), infos, codes
			.refine(), new byte[0]);
	}

	private static Clusters clusters(final float[][] centres) {
		final int size = centres[0].length;
		final float[] data = new float[centres.length * size];
		for (int k = 0; k < centres.length; k++) System.arraycopy(centres[k], 0, data, k * size, size);
		return new Clusters("cosine", 1, new Tensor(data, centres.length, size));
	}

	private static ClassInfo info(final int label, final double share) {
		return new ClassInfo("class " + label, Palette.rgb(label), share);
	}
}
