package sc.fiji.unsupervised.imagej;

import ij.IJ;
import ij.gui.GenericDialog;

import sc.fiji.unsupervised.TrainingStep;
import sc.fiji.unsupervised.method.CodeHealth;

/** Progress for a person who looks on: a training is drawn while it runs, and Esc then offers what is trained so far. */
final class WatchedProgress extends IjProgress {

	private enum Answer {
		USE, TRAIN_ON, DISCARD
	}

	/** Null as long as nothing trains. */
	private TrainingWindow window;
	private TrainingStep last;
	private Answer answer = Answer.TRAIN_ON;

	@Override
	public boolean trained(final TrainingStep step) {
		if (step.step() == 1) {
			window = TrainingWindow.open();
			answer = Answer.TRAIN_ON;
		}
		window.add(step);
		last = step;
		if (trains() && IJ.escapePressed()) answer = ask(step);
		if (!trains()) window.finish(answer == Answer.DISCARD ? "Discarded" : "Trained " + step.step() + " steps");
		return answer == Answer.TRAIN_ON;
	}

	/** Whether something could be used if it was stopped now. */
	private boolean trains() {
		return last != null && last.step() < last.steps() && answer == Answer.TRAIN_ON;
	}

	private static Answer ask(final TrainingStep step) {
		IJ.resetEscape();
		final GenericDialog dialog = new GenericDialog("Training");
		dialog.addMessage("Stopped after step " + step.step() + " of " + step.steps() + ".\n" + CodeHealth.of(step
			.histograms()).words() + "\n \nUse what is trained so far?");
		dialog.enableYesNoCancel("Use It", "Discard");
		// What the Esc key and the close box do must lose nothing.
		dialog.setCancelLabel("Train On");
		dialog.showDialog();
		return dialog.wasOKed() ? Answer.USE : dialog.wasCanceled() ? Answer.TRAIN_ON : Answer.DISCARD;
	}

	/** While something trains Esc is answered by {@link #trained}. */
	@Override
	public boolean isCancelled() {
		return answer == Answer.DISCARD || !trains() && super.isCancelled();
	}

	@Override
	void finish(final String status) {
		super.finish(status);
		if (window != null && trains()) window.finish("Stopped");
	}
}
