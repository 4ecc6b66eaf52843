package sc.fiji.unsupervised.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.Tensor;

/** Arrays that are trained, by name, each with an Adam optimiser, and moving averages of some of them. */
final class Parameters implements AutoCloseable {

	private final NDManager manager;
	private final Map<String, NDArray> arrays = new LinkedHashMap<>(), averages = new LinkedHashMap<>();
	private final Map<String, Float> decays = new LinkedHashMap<>();
	private final Map<String, Adam> optimisers = new LinkedHashMap<>();

	Parameters(final Session session) {
		manager = session.manager().newSubManager();
	}

	/** A new parameter that starts at {@code value} and learns at {@code rate}. */
	void add(final String name, final Tensor value, final float rate) {
		final NDArray parameter = HeadNetwork.upload(manager, value);
		parameter.setRequiresGradient(true);
		arrays.put(name, parameter);
		optimisers.put(name, new Adam(manager, parameter, rate));
	}

	/**
	 * Keeps an exponential moving average of a parameter, which starts where the parameter is.
	 *
	 * @param decay how much of it stays at each step; 0 for a plain copy
	 */
	void follow(final String name, final float decay) {
		averages.put(name, manager.create(arrays.get(name).toFloatArray(), arrays.get(name).getShape()));
		decays.put(name, decay);
	}

	/** For the loss of a step. */
	NDArray get(final String name) {
		return arrays.get(name);
	}

	/** For the loss of a step, without gradient. */
	NDArray average(final String name) {
		return averages.get(name);
	}

	/** Updates all parameters by their gradients, then the averages. */
	void step() {
		optimisers.values().forEach(Adam::step);
		averages.forEach((name, average) -> {
			final float decay = decays.get(name);
			try (NDArray part = arrays.get(name).mul(1 - decay)) {
				average.muli(decay).addi(part);
			}
		});
	}

	/** Copies of all that changes with the steps, for {@link #restore}. */
	Map<String, Tensor> state() {
		final Map<String, Tensor> state = new LinkedHashMap<>();
		changing().forEach((name, array) -> state.put(name, copy(array)));
		return state;
	}

	/**
	 * Puts in the state of equal parameters.
	 *
	 * @param steps that these have done
	 */
	void restore(final Map<String, Tensor> state, final int steps) {
		changing().forEach((name, array) -> {
			try (NDArray value = HeadNetwork.upload(manager, state.get(name))) {
				array.set(new NDIndex("..."), value);
			}
		});
		optimisers.values().forEach(optimiser -> optimiser.resume(steps));
	}

	private Map<String, NDArray> changing() {
		final Map<String, NDArray> changing = new LinkedHashMap<>(arrays);
		optimisers.forEach((name, optimiser) -> {
			changing.put(name + ".mean", optimiser.mean());
			changing.put(name + ".square", optimiser.square());
		});
		averages.forEach((name, average) -> changing.put(name + ".average", average));
		return changing;
	}

	/** Copy of a parameter as trained so far. */
	Tensor copy(final String name) {
		return copy(arrays.get(name));
	}

	/** Copy of the average of a parameter. */
	Tensor copyOfAverage(final String name) {
		return copy(averages.get(name));
	}

	private static Tensor copy(final NDArray array) {
		return new Tensor(array.toFloatArray(), array.getShape().getShape());
	}

	@Override
	public void close() {
		manager.close();
	}
}
