package sc.fiji.unsupervised.imagej;

import java.util.Arrays;
import java.util.List;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.segment.CellGrid;
import sc.fiji.unsupervised.segment.Correspondence;
import sc.fiji.unsupervised.segment.Exploration;
import sc.fiji.unsupervised.segment.Tint;

/** Draws the similarities of the slice that an image shows, always into the same arrays. On the explorer's own thread. */
final class ExplorerView {

	private final Exploration exploration;
	private final TintedImage image;
	private Tint tint;
	private float[][] values = {};

	ExplorerView(final Exploration exploration, final TintedImage image) {
		this.exploration = exploration;
		this.image = image;
	}

	Exploration exploration() {
		return exploration;
	}

	TintedImage image() {
		return image;
	}

	/** The unit code at a pixel of a slice. */
	float[] code(final int x, final int y, final int slice, final Progress progress) {
		return exploration.slice(slice, progress).code(x, y);
	}

	/** Colours every place by its similarity to a code; colours begin at {@code from}. */
	void drawSimilarity(final float[] code, final float from, final int[] colours, final Progress progress) {
		final Correspondence slice = slice(1, progress);
		slice.similarity(code, values[0]);
		tint.draw(values[0], from, 1, colours, image.pixels());
	}

	/** Colours every place by the class whose nearest code is nearest, as labelling does. */
	void drawClasses(final List<List<float[]>> classes, final int[] colours, final Progress progress) {
		final Correspondence slice = slice(classes.size() + 1, progress);
		final float[] one = values[classes.size()];
		for (int k = 0; k < classes.size(); k++) {
			final float[] most = values[k];
			slice.similarity(classes.get(k).get(0), most);
			for (final float[] code : classes.get(k).subList(1, classes.get(k).size())) {
				slice.similarity(code, one);
				for (int i = 0; i < most.length; i++) most[i] = Math.max(most[i], one[i]);
			}
		}
		tint.drawGreatest(Arrays.copyOf(values, classes.size()), colours, image.pixels());
	}

	/** The codes of the slice on screen, with room for some numbers of each cell. */
	private Correspondence slice(final int numbers, final Progress progress) {
		final Correspondence slice = exploration.slice(image.slice(), progress);
		final CellGrid cells = slice.cells();
		if (tint == null) tint = new Tint(image.image().getWidth(), image.image().getHeight(), cells);
		if (values.length < numbers) values = new float[numbers][cells.rows() * cells.columns()];
		return slice;
	}
}
