package sc.fiji.unsupervised.segment;

import java.util.function.ObjIntConsumer;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.stack.Slices;

/** Labels a stack slice by slice, or volume by volume where sections are to be refined together. */
final class StackLabeller {

	private final Slices slices;
	private final SliceLabeller single;
	private final VolumeLabeller together;
	private final boolean volumetric;

	StackLabeller(final Slices slices, final SliceScores scores, final ApplyOptions options) {
		this.slices = slices;
		single = new SliceLabeller(slices, scores, options);
		together = new VolumeLabeller(slices, scores, options);
		volumetric = options.isVolumetric();
	}

	/**
	 * @param first slice whose labels are wanted; a volume is refined from its own first section on
	 * @param use is given the labels of one slice and its index, slice after slice
	 */
	void label(final int first, final Progress progress, final ObjIntConsumer<SliceLabels> use) {
		for (int i = 0, end; i < slices.count(); i = end) {
			end = volumetric ? slices.endOfVolume(i) : i + 1;
			if (end <= first) continue;
			if (end > i + 1) together.label(i, end, progress, (labels, slice) -> {
				if (slice >= first) use.accept(labels, slice);
			});
			else {
				progress.step("Labelling", (double) i / slices.count(), "slice " + end + " of " + slices.count());
				use.accept(single.label(i, progress.silent()), i);
			}
		}
	}
}
