package sc.fiji.unsupervised.segment;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Backbone;
import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.HeadNetwork;
import sc.fiji.unsupervised.model.SegmentationModel.Input;
import sc.fiji.unsupervised.stack.IntensityScale;
import sc.fiji.unsupervised.stack.Slices;
import sc.fiji.unsupervised.stack.TileGrid;
import sc.fiji.unsupervised.stack.Window;
import sc.fiji.unsupervised.stack.WindowedStack;

/**
 * Labels a window of a slice with the labels that it has in the whole slice: its tiles are those of the whole, with the
 * surroundings that they have there, and nothing else is read.
 */
final class WindowLabeller {

	private final Window wanted, seen;
	private final Slices slices;
	private final SliceLabeller labeller;

	/** @throws UserException if labels of a part do not follow from its surroundings alone */
	WindowLabeller(final WindowedStack stack, final Window wanted, final Input input, final ApplyOptions options,
		final Session session, final Backbone backbone, final HeadNetwork head, final ClassPrototypes prototypes)
	{
		check(input, options, backbone.stride());
		this.wanted = wanted;
		final TileGrid.Part part = TileFeeder.grid(backbone, stack.width(0), stack.height(0)).part(wanted, backbone.halo());
		seen = part.seen();
		slices = ModelInput.slices(stack.crop(seen), input);
		final TileFeeder feeder = new TileFeeder(session, slices, backbone);
		labeller = new SliceLabeller(slices, new SliceScores(feeder.with(part.grid()), backbone.traits().mirrorInvariant(), head,
			prototypes), options);
	}

	private static void check(final Input input, final ApplyOptions options, final int stride) {
		final String blocks = " needs whole slices, so they cannot be cut into blocks; ";
		if (!options.refine().equals("none")) throw new UserException("refine=" + options.refine() + blocks +
			"use refine=none, or label whole slices.");
		if (input.scale() != 1) throw new UserException("A model with scale=" + input.scale() + blocks +
			"train it with scale=1, or label whole slices.");
		if (IntensityScale.Mode.parse(input.intensity(), IntensityScale.Mode.STACK) != IntensityScale.Mode.STACK)
			throw new UserException("A model with intensity=image" + blocks +
				"train it with intensity=stack, or label whole slices.");
		// Places between cells are then exact in float32 wherever a block begins.
		if (Integer.bitCount(stride) != 1) throw new UserException("A backbone with cells of " + stride + " pixels" + blocks +
			"use one with cells of 4, 8 or 16 pixels, or label whole slices.");
	}

	/** @throws UserException if a pixel that is seen is no number, because its value would come from anywhere in the slice */
	SliceLabels label(final int slice, final Progress progress) {
		if (!slices.region(slice).isWhole()) throw new UserException("Slice " + (slice + 1) +
			" has pixels that are no numbers, so it cannot be cut into blocks; label whole slices.");
		final SliceLabels all = labeller.label(slice, progress);
		final short[] labels = new short[wanted.width() * wanted.height()];
		for (int y = 0; y < wanted.height(); y++) System.arraycopy(all.labels(), (wanted.y() - seen.y() + y) * all.width() + wanted
			.x() - seen.x(), labels, y * wanted.width(), wanted.width());
		return new SliceLabels(wanted.width(), wanted.height(), labels, null);
	}
}
