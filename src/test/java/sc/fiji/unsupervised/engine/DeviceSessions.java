package sc.fiji.unsupervised.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;

/** Sessions on a device of which not all is used: without half precision, or without memory for features. */
public final class DeviceSessions {

	private final FakeGpu pretended;
	private final ComputeDevice device;

	/** @param key {@code auto}, {@code cpu}, {@code gpu1}... or {@code pretended} for the CPU in the role of a GPU */
	public DeviceSessions(final String key) {
		pretended = key.equals("pretended") ? new FakeGpu() : null;
		final Engine engine = TorchEngine.get();
		device = pretended == null ? ComputeDevice.choose(key, engine) : new ComputeDevice(Device.gpu(0),
			"pretended by the CPU", Precision.FLOAT16, 1L << 30);
	}

	public ComputeDevice device() {
		return device;
	}

	/** Whether it is a card. */
	public boolean isReal() {
		return pretended == null && device.isGpu();
	}

	/** As the job opens it. */
	public Session open() {
		return open(device.precision(), device.freeBytes());
	}

	public Session open(final Precision precision, final long freeBytes) {
		return new Session(pretended == null ? TorchEngine.get() : pretended, new ComputeDevice(device.device(), device.reason(),
			precision, freeBytes), new Session.Options("auto", 0, 1));
	}

	/** Lets a pretended one hold so few tiles. */
	public void holdAtMost(final int tiles) {
		if (pretended != null) pretended.holdAtMost(tiles);
	}
}
