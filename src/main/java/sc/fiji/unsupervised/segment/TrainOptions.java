package sc.fiji.unsupervised.segment;

import java.util.List;
import java.util.stream.Stream;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Backbones;
import sc.fiji.unsupervised.engine.ComputeDevice;
import sc.fiji.unsupervised.method.Method;
import sc.fiji.unsupervised.method.Methods;
import sc.fiji.unsupervised.method.Shifts;
import sc.fiji.unsupervised.stack.Gamma;

/**
 * What a user settles before training. Every value is checked here, whichever door it came through.
 *
 * @param classes number of classes, 2 to 255; 0 lets the stack suggest it
 * @param clusters number of clusters that are merged to classes, up to 255 and not below classes; 0 lets the method choose
 * @param method id of a method, or {@code auto} ({@link #chosen})
 * @param backbone id of a backbone
 * @param scale factor by which images are resized first, 0.1 to 8
 * @param channels {@code auto} or a list such as {@code 1,3}
 * @param intensity {@code stack}, {@code image} or {@code auto} (one scale for a stack, one each for a set of images)
 * @param gamma power of the intensities between 0 and 1: {@code auto} (a square root where most is dark) or 0.1 to 10
 * @param shifts of STEGO: {@code auto}, the name of a published set or three numbers
 * @param steps training steps, at most 100000; 0 lets the method choose
 * @param refine {@code polish}, {@code crf}, {@code crf3d} or {@code none}
 * @param device {@code auto}, {@code cpu}, {@code gpu}, {@code gpu1}
 * @param seed of all random draws, 0 or more
 * @param threads of the engine, 0 for one per core
 */
public record TrainOptions(int classes, int clusters, String method, String backbone, double scale, String channels,
	String intensity, String gamma, String shifts, int steps, String refine, String device, long seed, int threads)
{

	/** As many clusters as the method likes, and the gamma that the stack suggests. */
	public TrainOptions(final int classes, final String method, final String backbone, final double scale,
		final String channels, final String intensity, final String shifts, final int steps, final String refine,
		final String device, final long seed, final int threads)
	{
		this(classes, 0, method, backbone, scale, channels, intensity, Gamma.AUTO, shifts, steps, refine, device, seed, threads);
	}

	/** Values of {@code intensity}. */
	public static final List<String> INTENSITIES = List.of("auto", "stack", "image");

	private static final String AUTO = "auto";

	/** Values of {@code method}. */
	public static final List<String> METHODS = Stream.concat(Stream.of(AUTO), Methods.ids().stream()).toList();

	/** Most classes: as many as 8-bit labels can tell apart. */
	public static final int MAX_CLASSES = 255;

	/** Most training steps. */
	public static final int MAX_STEPS = 100_000;

	/** @throws UserException if a value is not allowed; the message names key, value and range */
	public TrainOptions {
		if (classes != 0) Checks.range("classes", classes, 2, MAX_CLASSES, "or 0 to let the stack suggest a number");
		if (clusters != 0) Checks.range("clusters", clusters, Math.max(2, classes), MAX_CLASSES,
			"from the number of classes on, or auto to let the method choose");
		Checks.choice("method", method, METHODS);
		if (backbone.isBlank()) throw new UserException(
			"backbone is empty; use texture, the name of a backbone or file: and the path of a .safetensors file.");
		Checks.range("scale", scale, 0.1, 8, "factor by which images are resized first");
		Checks.choice("intensity", intensity, INTENSITIES);
		Gamma.check(gamma);
		if (!shifts.equals(Shifts.AUTO)) Shifts.parse(shifts);
		if (steps != 0) Checks.range("steps", steps, 1, MAX_STEPS, "or auto to let the method choose");
		Checks.choice("refine", refine, ApplyOptions.REFINEMENTS);
		ComputeDevice.checkKey(device);
		if (seed < 0) throw new UserException("seed=" + seed + " is out of range; use 0 or more.");
		Checks.range("threads", threads, 0, 1024, "0 for one per core");
	}

	public static TrainOptions defaults() {
		return new TrainOptions(4, 0, AUTO, Backbones.TEXTURE, 1, "auto", "auto", Gamma.AUTO, "auto", 0, "polish", "auto", 1, 0);
	}

	/**
	 * The method itself. {@code auto} is the one that did best on the real sets ({@code docs/quality.md}): merged clusters
	 * on the embedded backbone, whose features are no semantic ones that STEGO could distil, and STEGO on networks.
	 */
	Method chosen() {
		return Methods.of(!method.equals(AUTO) ? method : backbone.equals(Backbones.TEXTURE) ? "merged" : "stego");
	}

	public TrainOptions withClasses(final int n) {
		return new TrainOptions(n, clusters, method, backbone, scale, channels, intensity, gamma, shifts, steps, refine, device, seed,
			threads);
	}

	public TrainOptions withClusters(final int n) {
		return new TrainOptions(classes, n, method, backbone, scale, channels, intensity, gamma, shifts, steps, refine, device,
			seed, threads);
	}

	public TrainOptions withMethod(final String id) {
		return new TrainOptions(classes, clusters, id, backbone, scale, channels, intensity, gamma, shifts, steps, refine, device, seed,
			threads);
	}

	public TrainOptions withSteps(final int n) {
		return new TrainOptions(classes, clusters, method, backbone, scale, channels, intensity, gamma, shifts, n, refine, device, seed,
			threads);
	}

	public TrainOptions withIntensity(final String key) {
		return new TrainOptions(classes, clusters, method, backbone, scale, channels, key, gamma, shifts, steps, refine, device, seed,
			threads);
	}

	/** The options for labelling with the model trained by these. */
	public ApplyOptions toApply() {
		return new ApplyOptions(refine, device, threads);
	}
}
