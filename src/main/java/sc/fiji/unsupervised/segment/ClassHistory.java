package sc.fiji.unsupervised.segment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import sc.fiji.unsupervised.model.SegmentationModel;

/**
 * A model under edit: its edits since it was last saved, with undo and redo. Models share their numbers, so that a step takes
 * next to no memory.
 */
public final class ClassHistory {

	/** @param other the model before an edit that is made, after one that is taken back */
	private record Step(ClassEdit edit, SegmentationModel other) {}

	/** The newest edit last, the one to make again next last. */
	private final Deque<Step> past = new ArrayDeque<>(), future = new ArrayDeque<>();
	private SegmentationModel current;

	public ClassHistory(final SegmentationModel model) {
		current = model;
	}

	public SegmentationModel current() {
		return current;
	}

	/** The edits that lead from the last save to the current model, in the order in which they were made. */
	public List<ClassEdit> edits() {
		return past.stream().map(Step::edit).toList();
	}

	/**
	 * Takes an edit in; what had been undone cannot be redone any more. A number after a number replaces it, for a slider that
	 * is dragged makes one edit of many.
	 *
	 * @param edit made on the current model
	 * @param next the model after it
	 */
	public void made(final ClassEdit edit, final SegmentationModel next) {
		final boolean dragged = isNumber(edit) && !past.isEmpty() && isNumber(past.getLast().edit());
		final SegmentationModel before = dragged ? past.removeLast().other() : current;
		past.addLast(new Step(edit, before));
		future.clear();
		current = dragged ? ClassEdits.number(before, next.classes().size()) : next;
	}

	private static boolean isNumber(final ClassEdit edit) {
		return edit.key().equals("number");
	}

	/** The current model is saved: the edits before can no longer be taken back. */
	public void saved() {
		past.clear();
		future.clear();
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

	private SegmentationModel step(final Deque<Step> from, final Deque<Step> to) {
		if (from.isEmpty()) return current;
		final Step step = from.removeLast();
		to.addLast(new Step(step.edit(), current));
		current = step.other();
		return current;
	}
}
