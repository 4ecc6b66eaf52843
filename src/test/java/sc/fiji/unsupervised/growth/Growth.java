package sc.fiji.unsupervised.growth;

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.unsupervised.imagej.TiffFile;

/** Writes an image of a given size, to be labelled by {@link Measured}. */
public final class Growth {

	private Growth() {}

	/** @param words file, width, height, slices */
	public static void main(final String[] words) throws IOException {
		TiffFile.write(LazyPicture.image(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3])), Path
			.of(words[0]));
	}
}
