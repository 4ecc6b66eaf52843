package sc.fiji.unsupervised.segment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

import sc.fiji.unsupervised.model.SegmentationModel;

/** A model under edit, with undo and redo. Models share their numbers, so that a step takes next to no memory. */
public final class ClassHistory {

	private final Deque<SegmentationModel> past = new ArrayDeque<>(), future = new ArrayDeque<>();
	private SegmentationModel current;

	public ClassHistory(final SegmentationModel model) {
		current = model;
	}

	public SegmentationModel current() {
		return current;
	}

	/**
	 * Makes an edit; what had been undone cannot be redone any more.
	 *
	 * @param edit such as {@code m -> ClassEdits.merge(m, 2, 3)}; if it throws, nothing changes
	 * @return the model after it
	 */
	public SegmentationModel edit(final UnaryOperator<SegmentationModel> edit) {
		final SegmentationModel next = edit.apply(current);
		past.push(current);
		future.clear();
		current = next;
		return current;
	}

	public boolean canUndo() {
		return !past.isEmpty();
	}

	public boolean canRedo() {
		return !future.isEmpty();
	}

	/** Takes the last edit back; without one nothing changes. */
	public SegmentationModel undo() {
		return step(past, future);
	}

	/** Makes the edit last undone again; without one nothing changes. */
	public SegmentationModel redo() {
		return step(future, past);
	}

	private SegmentationModel step(final Deque<SegmentationModel> from, final Deque<SegmentationModel> to) {
		if (from.isEmpty()) return current;
		to.push(current);
		current = from.pop();
		return current;
	}
}
