package sc.fiji.unsupervised.command;

import org.scijava.plugin.Parameter;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.segment.TrainOptions;

/** The keys of every command that trains. */
abstract class Training extends Job {

	@Parameter(label = "Classes (0 = suggest)", description = "Number of classes to find; 0 lets the data suggest it.",
		min = "0", max = "255", persist = false)
	int classes = 4;

	@Parameter(label = "Clusters (auto or number)", description = "How many clusters are found first and then merged to " +
		"classes; auto lets the method choose. The model keeps them all, so that the number of classes can be changed later.",
		persist = false)
	String clusters = "auto";

	@Parameter(label = "Method", description = "How classes are found: stego trains a small network on the stack, " +
		"stego-ema does so with averaged prototypes, merged finds many clusters of the features and merges them, kmeans finds " +
		"one for each class; auto takes merged for texture and stego for other backbones.", choices = { "auto", "stego", "stego-ema", "merged", "kmeans" }, persist = false)
	String method = "auto";

	@Parameter(label = "Backbone (name or file:path)", description = "What describes the image: texture needs no download; dino-s8 and its " +
		"kin, or file: with the path of a safetensors file, are vision transformers.", persist = false)
	String backbone = "texture";

	@Parameter(label = "Scale (0.1 to 8)", description = "Size at which the image is looked at; 0.5 halves it, for coarse structures " +
		"or speed.", min = "0.1", max = "8", persist = false)
	double scale = 1;

	@Parameter(label = "Channels (auto or 1,3)", description = "Channels to use: auto for all, or their numbers separated " +
		"by commas.", persist = false)
	String channels = "auto";

	@Parameter(label = "Intensity", description = "Contrast scaling: stack uses one scale for all slices, image one for " +
		"each, auto chooses stack for a stack and image for a folder of images.", choices = { "auto", "stack", "image" },
		persist = false)
	String intensity = "auto";

	@Parameter(label = "Gamma (auto or number)", description = "Power to which intensities are raised: 1 leaves them, 0.5 " +
		"takes the square root, which brings up what is dim; auto does so where most of the image is dark.", persist = false)
	String gamma = "auto";

	@Parameter(label = "Shifts (auto, name or numbers)", description = "STEGO's three similarity thresholds: auto " +
		"calibrates them on the stack; else the name of a published set, or three numbers such as 0.18,0.12,0.46.",
		persist = false)
	String shifts = "auto";

	@Parameter(label = "Steps (auto or number)", description = "Training steps; auto chooses them from the size of the " +
		"stack.", persist = false)
	String steps = "auto";

	@Parameter(label = "Refine", description = "Refinement of the borders: polish redraws them by the pixels' values, crf " +
		"moves them to edges in the image, crf3d does so over all sections of a volume, none keeps them smooth.", choices = {
			"polish", "crf", "crf3d", "none" }, persist = false)
	String refine = "polish";

	@Parameter(label = "Device (auto, cpu or gpu)", description = "Where to compute: auto, cpu, gpu, or gpu1 for the second GPU.",
		persist = false)
	String device = "auto";

	@Parameter(label = "Seed", description = "Start of the random numbers; the same seed gives the same result.", min = "0",
		persist = false)
	long seed = 1;

	/**
	 * @throws UserException if a value is not allowed
	 */
	TrainOptions options() {
		return new TrainOptions(classes, count("clusters", clusters, 2, TrainOptions.MAX_CLASSES), method, backbone, scale,
			channels, intensity, gamma.trim(), shifts, count("steps", steps, 1, TrainOptions.MAX_STEPS), refine, device, seed,
			TrainOptions.defaults().threads());
	}

	/** 0 for auto. */
	private static int count(final String key, final String value, final int least, final int most) {
		if (value.trim().equals("auto")) return 0;
		try {
			final int count = Integer.parseInt(value.trim());
			if (count >= least && count <= most) return count;
		}
		catch (final NumberFormatException e) {
			// answered below
		}
		throw new UserException(key + "=" + value + " is not known; use auto or a whole number from " + least + " to " +
			most + ".");
	}
}
