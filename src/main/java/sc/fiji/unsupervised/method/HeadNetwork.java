package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;

import java.util.HashMap;
import java.util.Map;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;

/** A head on the engine's device, for use after training. */
public final class HeadNetwork implements AutoCloseable {

	private final NDManager manager;
	private final Map<String, NDArray> parameters = new HashMap<>();
	private final int codeSize;

	public HeadNetwork(final Session session, final Head head) {
		manager = session.manager().newSubManager();
		codeSize = head.codeSize();
		head.parameters().forEach((name, t) -> parameters.put(name, upload(manager, t)));
	}

	/** A tensor on the manager's device; 1x1 convolution weights (K, C, 1, 1) become matrices (K, C). */
	static NDArray upload(final NDManager manager, final Tensor t) {
		final long[] s = t.shape();
		final Shape shape = s.length == 1 ? new Shape(s) : new Shape(s[0], t.data().length / s[0]);
		return manager.create(t.data(), shape);
	}

	/**
	 * Codes of cells.
	 *
	 * @param features (..., C) float32
	 * @return (..., K), owned by the manager of {@code features}
	 */
	public NDArray code(final NDArray features) {
		final NDArray linear = apply(features, Head.LINEAR, Head.LINEAR_BIAS);
		if (!parameters.containsKey(Head.HIDDEN)) return linear;
		final NDArray hidden = Activation.relu(apply(features, Head.HIDDEN, Head.HIDDEN_BIAS));
		return linear.addi(apply(hidden, Head.OUT, Head.OUT_BIAS));
	}

	/** K. */
	public int codeSize() {
		return codeSize;
	}

	private NDArray apply(final NDArray x, final String weight, final String bias) {
		return Linear.linear(x, parameters.get(weight), parameters.get(bias)).singletonOrThrow();
	}

	@Override
	public void close() {
		manager.close();
	}
}
