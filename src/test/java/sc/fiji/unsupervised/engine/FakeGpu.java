package sc.fiji.unsupervised.engine;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Until it is closed this computer seems to have a GPU. It computes on the CPU, and fails when it is told to as a GPU does
 * whose memory is exhausted: once at a moment, or whenever too many tiles pass a network at once.
 */
public final class FakeGpu extends Engine implements AutoCloseable {

	/** What PyTorch says. */
	private static final String FAILURE = "CUDA out of memory. Tried to allocate 2.00 GiB.\nmore lines";

	private final Engine real = TorchEngine.get();
	private final List<Long> batches = new ArrayList<>();
	private int sessions, working = Integer.MAX_VALUE;
	private long most = Long.MAX_VALUE;

	public FakeGpu() {
		register(this);
	}

	/** Engines that are registered stay, unless by force. */
	@SuppressWarnings("unchecked")
	private static void register(final Engine engine) {
		try {
			final Field engines = Engine.class.getDeclaredField("ALL_ENGINES");
			engines.setAccessible(true);
			((Map<String, EngineProvider>) engines.get(null)).put(engine.getEngineName(), new EngineProvider() {

				@Override
				public String getEngineName() {
					return engine.getEngineName();
				}

				@Override
				public int getEngineRank() {
					return engine.getRank();
				}

				@Override
				public Engine getEngine() {
					return engine;
				}
			});
		}
		catch (final ReflectiveOperationException e) {
			throw new AssertionError(e);
		}
	}

	/** Lets it fail once, after so many calls of {@link #use}. */
	public void failAfter(final int uses) {
		working = uses;
	}

	/** To be called in the middle of a job; fails when it is time. */
	public synchronized void use() {
		if (working-- == 0) throw new EngineException(FAILURE);
	}

	/** Lets it fail whenever a script is given more than so many images of three channels at once. */
	public void holdAtMost(final int tiles) {
		most = tiles;
	}

	/** How many images of three channels the scripts were given at once, call after call. */
	public List<Long> batches() {
		return batches;
	}

	/** A session on this GPU if it were of such a kind, which it cannot be asked for. */
	public Session session(final Precision precision, final long freeBytes) {
		return new Session(this, new ComputeDevice(Device.gpu(0), "pretended", precision, freeBytes), new Session.Options(
			"gpu", 1, 1));
	}

	/** Sessions that were opened on it, each after a small test. */
	public int sessions() {
		return sessions / 2;
	}

	@Override
	public void close() {
		register(real);
	}

	@Override
	public int getGpuCount() {
		return 1;
	}

	private static Device cpu(final Device device) {
		return device != null && device.isGpu() ? Device.cpu() : device;
	}

	@Override
	public Model newModel(final String name, final Device device) {
		final Model model = real.newModel(name, cpu(device));
		return device != null && device.isGpu() ? watched(Model.class, model) : model;
	}

	/** The same object, whose block looks at what it is given. */
	private <T> T watched(final Class<T> type, final T object) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
			if (method.getName().equals("forward")) look(((NDList) arguments[1]).head().getShape());
			try {
				final Object result = method.invoke(object, arguments);
				return result instanceof Block block ? watched(Block.class, block) : result;
			}
			catch (final InvocationTargetException e) {
				throw e.getCause();
			}
		}));
	}

	private void look(final Shape shape) {
		if (shape.dimension() != 4 || shape.get(1) != 3) return;
		batches.add(shape.get(0));
		if (shape.get(0) > most) throw new EngineException(FAILURE);
	}

	@Override
	public NDManager newBaseManager() {
		return real.newBaseManager();
	}

	@Override
	public NDManager newBaseManager(final Device device) {
		if (device.isGpu()) sessions++;
		return real.newBaseManager(cpu(device));
	}

	@Override
	public GradientCollector newGradientCollector() {
		return real.newGradientCollector();
	}

	@Override
	public void setRandomSeed(final int seed) {
		real.setRandomSeed(seed);
	}

	@Override
	public Engine getAlternativeEngine() {
		return real.getAlternativeEngine();
	}

	@Override
	public String getEngineName() {
		return real.getEngineName();
	}

	@Override
	public int getRank() {
		return real.getRank();
	}

	@Override
	public String getVersion() {
		return real.getVersion();
	}

	@Override
	public boolean hasCapability(final String capability) {
		return real.hasCapability(capability);
	}
}
