package sc.fiji.unsupervised.segment;

import java.util.List;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.ComputeDevice;

/**
 * What a user settles before labelling with a model.
 *
 * @param refine {@code polish} ({@link Polish}), {@code crf} (dense CRF of each slice), {@code crf3d} (dense CRF of each
 *          volume: sections of one time point and size) or {@code none}
 * @param device {@code auto}, {@code cpu}, {@code gpu}, {@code gpu1}
 * @param threads of the engine, 0 for one per core
 * @param probabilities whether each class's probability is wanted too: 4 bytes per pixel and class
 */
public record ApplyOptions(String refine, String device, int threads, boolean probabilities) {

	/** Values of {@code refine}. */
	public static final List<String> REFINEMENTS = List.of("polish", "crf", "crf3d", "none");

	/** @throws UserException if a value is not allowed; the message names key, value and range */
	public ApplyOptions {
		Checks.choice("refine", refine, REFINEMENTS);
		ComputeDevice.checkKey(device);
		Checks.range("threads", threads, 0, 1024, "0 for one per core");
	}

	/** Whether a dense CRF gives the probabilities. */
	boolean isCrf() {
		return refine.equals("crf") || isVolumetric();
	}

	/** Whether sections are refined together. */
	boolean isVolumetric() {
		return refine.equals("crf3d");
	}

	/** Labels alone. */
	public ApplyOptions(final String refine, final String device, final int threads) {
		this(refine, device, threads, false);
	}
}
