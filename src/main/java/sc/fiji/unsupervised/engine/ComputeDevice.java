package sc.fiji.unsupervised.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.unsupervised.UserException;

/**
 * The device that computes, and why.
 *
 * @param device as the engine knows it
 * @param reason one clause for the user, e.g. "no GPU was found"
 * @param precision in which frozen networks multiply there
 * @param freeBytes of a GPU's memory that nobody used when it was chosen; 0 for the CPU and where unknown
 */
public record ComputeDevice(Device device, String reason, Precision precision, long freeBytes) {

	private static final Pattern GPU = Pattern.compile("gpu(\\d{0,2})");

	/**
	 * Chooses a device by its key.
	 *
	 * @param key {@code auto} (first GPU that works, else the CPU), {@code cpu}, {@code gpu} (the first), {@code gpu1}
	 *          (the one with index 1) and so on
	 * @throws UserException if the key is none of these
	 */
	static ComputeDevice choose(final String key, final Engine engine) {
		checkKey(key);
		final String k = key.toLowerCase(Locale.ROOT);
		if (k.equals("cpu")) return cpu("chosen");
		final boolean auto = k.equals("auto");
		final Matcher gpu = GPU.matcher(k);
		final int index = gpu.matches() && !gpu.group(1).isEmpty() ? Integer.parseInt(gpu.group(1)) : 0;
		final int count = engine.getGpuCount();
		if (index >= count) {
			final String found = count == 0 ? "no GPU was found" : "there are only " + count + " GPUs";
			return cpu(auto ? found : found + ", so " + k + " cannot be used");
		}
		final Device device = Device.gpu(index);
		final String failure = tryOut(engine, device, DataType.FLOAT32);
		if (failure != null) return cpu("GPU " + index + " failed a small test (" + failure + ")");
		final GpuTraits traits = GpuTraits.of(device);
		final boolean half = traits.likesHalf() && tryOut(engine, device, DataType.FLOAT16) == null;
		return new ComputeDevice(device, auto ? "first GPU" : "chosen", half ? Precision.FLOAT16 : Precision.FLOAT32, traits
			.free());
	}

	/**
	 * @throws UserException if {@code key} is not {@code auto}, {@code cpu} or {@code gpu} with an optional number
	 */
	public static void checkKey(final String key) {
		final String k = key.toLowerCase(Locale.ROOT);
		if (!k.equals("auto") && !k.equals("cpu") && !GPU.matcher(k).matches()) throw new UserException(
			"device=" + key + " is not known; use auto, cpu, gpu or gpu with a number such as gpu1.");
	}

	static ComputeDevice cpu(final String reason) {
		return new ComputeDevice(Device.cpu(), reason, Precision.FLOAT32, 0);
	}

	/** The same device with one more clause for the user. */
	ComputeDevice but(final String clause) {
		return new ComputeDevice(device, reason + "; " + clause, precision, freeBytes);
	}

	/** The same device with networks in float32. */
	ComputeDevice withoutHalf(final String why) {
		return new ComputeDevice(device, reason + "; " + why, Precision.FLOAT32, freeBytes);
	}

	/** Runs one kernel; a driver or architecture mismatch shows only then. Null when it worked. */
	private static String tryOut(final Engine engine, final Device device, final DataType type) {
		try (NDManager manager = engine.newBaseManager(device)) {
			final NDArray ones = manager.ones(new Shape(8, 8), type);
			final float sum = ones.matMul(ones).toType(DataType.FLOAT32, false).sum().getFloat();
			return sum == 512 ? null : "wrong result";
		}
		catch (final RuntimeException | LinkageError e) {
			return firstLine(e);
		}
	}

	static String firstLine(final Throwable e) {
		return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
	}

	public boolean isGpu() {
		return device.isGpu();
	}

	/** "cpu" or "gpu0". */
	public String name() {
		return device.isGpu() ? "gpu" + device.getDeviceId() : device.getDeviceType();
	}

	/** For log and model, e.g. "gpu0 (first GPU; networks in float16)". */
	@Override
	public String toString() {
		return name() + " (" + reason + (precision == Precision.FLOAT16 ? "; networks in float16)" : ")");
	}
}
