package sc.fiji.unsupervised.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that is needed to label an image: plain data, written to and read from a {@code *.useg} file by
 * {@link ModelFile}.
 *
 * @param input how raw pixels become the backbone's input
 * @param backbone which frozen features
 * @param training how head and clusters were learned
 * @param head parameters by name, see {@code method.Head}
 * @param clusters prototypes in code space, and to which class each belongs
 * @param classes name and colour of each class; class k has label k + 1
 * @param refine key of the refinement with which the model was trained
 * @param preview PNG picture of a labelled slice; may be empty
 */
public record SegmentationModel(Input input, BackboneInfo backbone, Training training, Map<String, Tensor> head,
	Clusters clusters, List<ClassInfo> classes, String refine, byte[] preview)
{

	public SegmentationModel {
		Objects.requireNonNull(input, "input");
		Objects.requireNonNull(backbone, "backbone");
		Objects.requireNonNull(training, "training");
		Objects.requireNonNull(refine, "refine");
		Objects.requireNonNull(preview, "preview");
		head = Map.copyOf(head);
		classes = List.copyOf(classes);
		final int count = classes.size();
		if (Arrays.stream(clusters.classOf()).anyMatch(k -> k < 0 || k >= count) || Arrays.stream(clusters.classOf())
			.distinct().count() != count) throw new IllegalArgumentException("each of " + count + " classes needs a prototype");
	}

	/** The same model with other classes of its prototypes; the preview stays that of the training. */
	public SegmentationModel withClasses(final int[] classOf, final List<ClassInfo> infos) {
		return new SegmentationModel(input, backbone, training, head, clusters.withClassOf(classOf), infos, refine, preview);
	}

	/**
	 * @param channels of the images it was trained on
	 * @param rgb whether these were colour pictures
	 * @param map key {@code channels}
	 * @param intensity {@code stack} or {@code image}
	 * @param low per channel, raw value that becomes 0; empty when each image has its own scale
	 * @param high per channel, raw value that becomes 1
	 * @param gamma per channel, power to which values between 0 and 1 are raised; null, as in files of formats 1 and 2, for 1
	 * @param scale factor by which images are resized first
	 */
	public record Input(int channels, boolean rgb, String map, String intensity, float[] low, float[] high,
		float[] gamma, double scale)
	{

		public Input {
			Objects.requireNonNull(map, "map");
			Objects.requireNonNull(intensity, "intensity");
			if (gamma == null) Arrays.fill(gamma = new float[Math.max(0, channels)], 1);
			if (!(scale > 0)) throw new IllegalArgumentException("scale " + scale);
			if (channels < 1 || low.length != high.length || gamma.length != channels) throw new IllegalArgumentException("channels");
		}
	}

	/**
	 * @param id e.g. {@code texture} or {@code file:<path>}
	 * @param sha256 of the weight file, empty for the embedded backbone
	 * @param state what the embedded backbone fitted to the stack; empty for frozen networks
	 */
	public record BackboneInfo(String id, String sha256, Map<String, Tensor> state) {

		public BackboneInfo {
			Objects.requireNonNull(id, "id");
			Objects.requireNonNull(sha256, "sha256");
			state = Map.copyOf(state);
		}
	}

	/**
	 * @param method id
	 * @param settings keys and values that were asked for
	 * @param notes what was decided on the way, e.g. calibrated shifts
	 * @param seed of all random draws
	 * @param threads of the engine; belongs to the seed
	 * @param device that computed, with the reason
	 * @param versions of plugin and engine
	 * @param curve per step: losses of self, k nearest, random and the probe, then the mean code similarities of the
	 *          first three
	 * @param histograms of the last step's code similarities over [-1, 1], one row per term; empty without steps
	 * @param suggestion of the number of classes; null where the user gave one, and in files that are older
	 */
	public record Training(String method, Map<String, String> settings, Map<String, String> notes, long seed, int threads,
		String device, String versions, float[][] curve, int[][] histograms, CountSuggestion suggestion)
	{

		public Training {
			Objects.requireNonNull(method, "method");
			Objects.requireNonNull(settings, "settings");
			Objects.requireNonNull(notes, "notes");
		}
	}

	/**
	 * Prototypes, of which each class has at least one: its score is the highest of theirs.
	 *
	 * @param metric {@code cosine} or {@code euclidean}
	 * @param spread unit of Euclidean scores, 1 for cosine
	 * @param centres (n, K)
	 * @param shares (n) of the training cells, sum 1
	 * @param contact (n, n), symmetric: share of the pairs of adjacent training cells that belong to both; all 0 if unknown
	 * @param tree in which order the prototypes become one class
	 * @param classOf (n) class of each prototype, from 0
	 */
	public record Clusters(String metric, float spread, Tensor centres, Tensor shares, Tensor contact, MergeTree tree,
		int[] classOf)
	{

		public Clusters {
			Objects.requireNonNull(metric, "metric");
			if (!(spread > 0) || centres.shape().length != 2) throw new IllegalArgumentException("clusters");
			final int n = centres.size(0);
			if (shares.data().length != n || contact.data().length != n * n || tree.leaves() != n || classOf.length != n)
				throw new IllegalArgumentException(n + " prototypes need as many shares, contacts, leaves and classes");
		}

		/** Number n of prototypes. */
		public int count() {
			return classOf.length;
		}

		Clusters withClassOf(final int[] classes) {
			return new Clusters(metric, spread, centres, shares, contact, tree, classes);
		}
	}

	/**
	 * @param name shown in tables
	 * @param rgb 0xRRGGBB
	 * @param share of the training cells, 0 to 1
	 */
	public record ClassInfo(String name, int rgb, double share) {}
}
