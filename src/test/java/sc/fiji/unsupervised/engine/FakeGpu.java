package sc.fiji.unsupervised.engine;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;

import java.lang.reflect.Field;
import java.util.Map;

/**
 * Until it is closed this computer seems to have a GPU. It computes on the CPU, and fails when it is told to as a GPU does
 * whose memory is exhausted.
 */
public final class FakeGpu extends Engine implements AutoCloseable {

	/** What PyTorch says. */
	private static final String FAILURE = "CUDA out of memory. Tried to allocate 2.00 GiB.\nmore lines";

	private final Engine real = TorchEngine.get();
	private int sessions, working = Integer.MAX_VALUE;

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
		return real.newModel(name, cpu(device));
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
