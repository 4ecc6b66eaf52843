package sc.fiji.unsupervised.imagej;

import java.awt.EventQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.segment.Pin;

/**
 * What an explorer shows at a moment; drawn on its own thread.
 *
 * @param panes to be drawn on, the first with the points
 * @param place that all others are compared to
 * @param pins whose nearest is shown; empty for the similarity to the place
 * @param from similarity at which colours begin
 * @param colours of similarity, or of each class
 */
record ExplorerDrawing(List<ExplorerPane> panes, Place place, List<Pin> pins, float from, int[] colours) implements
	Consumer<Progress>
{

	/** A pixel of a slice. */
	record Place(ExplorerPane pane, int x, int y, int slice) {

		private float[] code(final Progress progress) {
			return pane.view().code(x, y, slice, progress);
		}
	}

	@Override
	public void accept(final Progress progress) {
		if (pins.isEmpty()) {
			final float[] code = place.code(progress);
			panes.forEach(pane -> pane.view().drawSimilarity(code, from, colours, progress));
		}
		else {
			final List<List<float[]>> classes = classes(progress);
			panes.forEach(pane -> pane.view().drawClasses(classes, colours, progress));
		}
		EventQueue.invokeLater(() -> panes.forEach(pane -> pane.tinted().repaint()));
	}

	private List<List<float[]>> classes(final Progress progress) {
		final List<List<float[]>> classes = new ArrayList<>();
		for (int k = 0; k < colours.length; k++) classes.add(new ArrayList<>());
		for (final Pin pin : pins)
			classes.get(pin.label() - 1).add(new Place(panes.get(0), pin.x(), pin.y(), pin.slice()).code(progress));
		return classes;
	}
}
