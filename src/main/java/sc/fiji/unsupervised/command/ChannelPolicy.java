package sc.fiji.unsupervised.command;

import java.util.List;
import java.util.Optional;

import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.imagej.InputFile.Shape;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.Recoloured;

/**
 * Which images of a folder make one set: those with the channels that most have, grey ones among colour pictures, and
 * colour pictures without colours among grey ones. Others are left out, because their channels mean something else.
 *
 * @param channels of the set
 * @param rgb whether they are the colours of pictures
 */
record ChannelPolicy(int channels, boolean rgb) {

	/** The kind that most images have; of equally many the one that comes first. */
	static ChannelPolicy majority(final List<InputFile> files) {
		Shape best = null;
		long most = 0;
		for (final InputFile file : files) {
			final Shape shape = file.shape();
			final long count = files.stream().filter(f -> f.shape().kind().equals(shape.kind())).count();
			if (count > most) {
				best = shape;
				most = count;
			}
		}
		return new ChannelPolicy(best.channels(), best.rgb());
	}

	/** The file as a member of the set, or empty if it is of another kind. */
	Optional<ImageStack> fit(final InputFile file) {
		if (file.isRgb() == rgb && file.channels() == channels) return Optional.of(file);
		if (rgb && file.channels() == 1) return Optional.of(Recoloured.asRgb(file));
		if (!rgb && channels == 1 && file.isRgb() && Recoloured.isGrey(file)) return Optional.of(Recoloured.asGrey(file));
		return Optional.empty();
	}

	/** The kind in words. */
	String kind() {
		return new Shape(1, channels, rgb, 1, 1).kind();
	}
}
