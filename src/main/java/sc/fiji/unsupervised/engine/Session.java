package sc.fiji.unsupervised.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.SetupException;
import sc.fiji.unsupervised.UserException;

/**
 * The engine, opened for one job on one device. Everything made with {@link #manager()} is freed when the session
 * closes.
 *
 * <pre>
 * String sum = Session.run(new Session.Options("auto", 0, 1), log::info, session -> ... );
 * </pre>
 *
 * Sessions share the process-wide thread count and random seed of libtorch, so two jobs must not run at once with
 * different values.
 */
public final class Session implements AutoCloseable {

	/**
	 * @param device key of the device: {@code auto}, {@code cpu}, {@code gpu}, {@code gpu1}...
	 * @param threads threads of libtorch on the CPU, 0 for one per core
	 * @param seed of the engine's random numbers
	 */
	public record Options(String device, int threads, long seed) {

		public Options {
			ComputeDevice.checkKey(device);
			if (threads < 0 || threads > 1024)
				throw new UserException("threads=" + threads + " is out of range; use 0 (one per core) to 1024.");
		}
	}

	/** Part of what PyTorch says when the system has no more memory. */
	private static final String CPU_MEMORY = "DefaultCPUAllocator";

	private final Engine engine;
	private final Options options;
	private final NDManager manager;
	private final int threads;
	private final Batches batches;
	private ComputeDevice device;
	/** Null until they are needed. */
	private Workers workers;

	Session(final Engine engine, final ComputeDevice device, final Options options) {
		this.engine = engine;
		this.device = device;
		this.options = options;
		threads = options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
		JniUtils.setNumThreads(threads);
		JniUtils.setGradMode(false);
		manager = engine.newBaseManager(device.device());
		engine.setRandomSeed((int) options.seed());
		batches = new Batches(device.isGpu(), threads);
	}

	/**
	 * Opens a session on the device that {@code options} name, or on the CPU if that GPU does not work.
	 *
	 * @throws SetupException if the engine does not start
	 */
	public static Session open(final Options options) {
		final Engine engine = TorchEngine.get();
		final ComputeDevice device = ComputeDevice.choose(options.device(), engine);
		return new Session(engine, NativeEnvironment.prepare() ? device : device.but("JNA does not load, so last digits may differ"),
			options);
	}

	/**
	 * Runs a job in a session of its own. When a GPU fails in the middle, the job is run again from its start on the
	 * CPU, and {@code log} is told why.
	 *
	 * @param log receives one line that names the device and the reason
	 * @throws SetupException if the engine does not start
	 */
	public static <T> T run(final Options options, final Consumer<String> log, final Function<Session, T> job) {
		try (Session session = open(options)) {
			log.accept("Device: " + session.device());
			try {
				return session.use(() -> job.apply(session));
			}
			catch (final EngineException e) {
				try (Session next = session.insteadAfter(e)) {
					log.accept("Device: " + next.device());
					return next.use(() -> job.apply(next));
				}
			}
		}
	}

	/**
	 * Does some work with this session; the end of the program stops it and waits for that.
	 *
	 * @throws sc.fiji.unsupervised.CancelledException if the program is ending
	 */
	public <T> T use(final Supplier<T> work) {
		return Computing.call(work);
	}

	/**
	 * Gives up this session, whose device failed, and opens one on the CPU.
	 *
	 * @param failure what the engine said
	 * @throws UserException if the CPU itself ran out of memory
	 * @throws EngineException the failure, if there is nothing to fall back to
	 */
	public Session insteadAfter(final EngineException failure) {
		final String reason = ComputeDevice.firstLine(failure);
		if (!device.isGpu()) {
			if (reason.contains(CPU_MEMORY)) throw new UserException(
				"There is not enough memory beside Java's; close other programs, or use a smaller scale.", failure);
			throw failure;
		}
		close();
		return new Session(engine, ComputeDevice.cpu(device.name() + " failed (" + reason + ")"), options);
	}

	/** Root of this session's arrays, on its device. */
	public NDManager manager() {
		return manager;
	}

	public ComputeDevice device() {
		return device;
	}

	/**
	 * Opens no more networks in half precision.
	 *
	 * @param why in a clause, for log and model
	 */
	public void withoutHalf(final String why) {
		device = device.withoutHalf(why);
	}

	/** How many tiles pass a network together on this device. */
	public Batches batches() {
		return batches;
	}

	/** A new owner of arrays in ordinary memory, whatever the device; to be closed. */
	NDManager host() {
		return engine.newBaseManager(Device.cpu());
	}

	/** Threads of libtorch on the CPU; results may differ in the last bits between thread counts. */
	public int threads() {
		return threads;
	}

	/**
	 * Does independent tasks: side by side where the CPU computes, each on one core, else one after the other. Tasks may
	 * call the engine, with a manager of their own each, and are waited for even if the calling thread is interrupted. To be
	 * used where a task is too small for the engine to share out.
	 *
	 * @return what they gave, in order
	 */
	public <T> List<T> each(final int count, final IntFunction<T> task) {
		if (device.isGpu() || threads == 1 || count == 1) return IntStream.range(0, count).mapToObj(task).toList();
		if (workers == null) workers = new Workers(threads);
		return workers.each(count, task);
	}

	/**
	 * Records gradients on the calling thread until closed. There can be only one in the whole process; with it open,
	 * never use {@code mul, div, pow, maximum, minimum} with a Java number: DJL hands libtorch memory that may be freed
	 * before the backward pass.
	 */
	public GradientCollector gradients() {
		return engine.newGradientCollector();
	}

	@Override
	public void close() {
		if (workers != null) workers.close();
		manager.close();
		NativeEnvironment.trim();
	}
}
