package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Adam as in PyTorch (betas 0.9 and 0.999, epsilon 1e-8 added after the bias correction; section 8.3 of the
 * specification). DJL's own adds epsilon before it.
 */
final class Adam {

	private static final double BETA1 = 0.9, BETA2 = 0.999, EPSILON = 1e-8;

	private final NDArray parameter, m, v;
	private final double rate;
	private int steps;

	/** @param manager owner of the two moments */
	Adam(final NDManager manager, final NDArray parameter, final float rate) {
		this.parameter = parameter;
		this.rate = rate;
		m = manager.zeros(parameter.getShape());
		v = manager.zeros(parameter.getShape());
	}

	/**
	 * Goes on where another one stopped, whose moments are to be put into {@link #mean} and {@link #square}.
	 *
	 * @param done steps of the other one
	 */
	void resume(final int done) {
		steps = done;
	}

	/** Moving average of the gradient. */
	NDArray mean() {
		return m;
	}

	/** Moving average of the squared gradient. */
	NDArray square() {
		return v;
	}

	/** Updates the parameter in place and clears its gradient. To be called with gradients not being recorded. */
	void step() {
		steps++;
		try (NDManager scope = parameter.getManager().newSubManager()) {
			final NDArray g = parameter.getGradient();
			g.attach(scope);
			m.muli(BETA1).addi(g.mul(1 - BETA1));
			v.muli(BETA2).addi(g.square().muli(1 - BETA2));
			final double correction1 = 1 - Math.pow(BETA1, steps), correction2 = 1 - Math.pow(BETA2, steps);
			final NDArray denominator = v.sqrt();
			denominator.attach(scope);
			denominator.divi(Math.sqrt(correction2)).addi(EPSILON);
			final NDArray update = m.div(denominator);
			update.attach(scope);
			parameter.subi(update.muli(rate / correction1));
			g.subi(g);
		}
	}
}
