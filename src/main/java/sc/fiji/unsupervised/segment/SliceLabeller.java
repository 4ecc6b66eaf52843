package sc.fiji.unsupervised.segment;

import java.util.Arrays;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.crf.Sites;
import sc.fiji.unsupervised.stack.Region;
import sc.fiji.unsupervised.stack.Slices;

/**
 * Labels one slice: its class scores upsampled to pixels and refined (section 10 of the specification). Pixels are
 * handled in bands of rows, so that memory is bounded by a band and the slice's codes.
 */
final class SliceLabeller {

	/** Rows that a band shares with the next one so that the CRF sees its surroundings. */
	static final int OVERLAP = 64;

	private final Slices slices;
	private final SliceScores scores;
	private final ApplyOptions options;
	private final BlockCrf crf = new BlockCrf();

	/** @param options of which refinement and probabilities matter here; sections are not refined together */
	SliceLabeller(final Slices slices, final SliceScores scores, final ApplyOptions options) {
		this.slices = slices;
		this.scores = scores;
		this.options = options;
	}

	/** Labels a slice, at its size before scaling. */
	SliceLabels label(final int i, final Progress progress) {
		final int width = slices.fullWidth(i), height = slices.fullHeight(i);
		PixelScores pixels = scores.of(i, width, height, progress);
		final Region region = slices.region(i);
		if (options.refine().equals("polish")) {
			final LabelWriter first = new LabelWriter(width, height, scores.classes(), region);
			first.fill(pixels, progress);
			pixels = null; // the scores of the cells are as large as the pixels that come now
			pixels = Polish.of(first.finish(), slices, i, scores.classes(), scores.stepX(i, width), scores.stepY(i, height),
				progress);
		}
		if (options.isCrf()) pixels = refined(pixels, slices.guide(i), region, width, height, progress);
		final LabelWriter writer = new LabelWriter(width, height, scores.classes(), region, options);
		writer.fill(pixels, progress);
		return writer.finish();
	}

	/** Probabilities by the CRF of some rows and those around them. */
	private PixelScores refined(final PixelScores pixels, final float[][] guide, final Region region, final int width,
		final int height, final Progress progress)
	{
		return (y, end) -> {
			final int from = Math.max(0, y - OVERLAP), to = Math.min(height, end + OVERLAP);
			final Sites all = Sites.plane(width, to - from);
			final float[] p = crf.marginals(region.isWhole() ? all : all.only(region.indices(width, from, to)), crop(guide, width,
				from, to), pixels.logProbabilities(from, to), scores.classes(), progress);
			return part(p, (to - from) * width, (y - from) * width, (end - y) * width);
		};
	}

	/** Of each class so many pixels from a place on. */
	private static float[] part(final float[] p, final int pixels, final int start, final int count) {
		if (count == pixels) return p;
		final float[] part = new float[p.length / pixels * count];
		for (int at = start, to = 0; to < part.length; at += pixels, to += count) System.arraycopy(p, at, part, to, count);
		return part;
	}

	private static float[][] crop(final float[][] planes, final int width, final int from, final int to) {
		final float[][] crop = new float[planes.length][];
		for (int c = 0; c < planes.length; c++) crop[c] = from == 0 && to * width == planes[c].length ? planes[c]
			: Arrays.copyOfRange(planes[c], from * width, to * width);
		return crop;
	}
}
