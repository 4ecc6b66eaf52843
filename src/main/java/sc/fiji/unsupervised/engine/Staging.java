package sc.fiji.unsupervised.engine;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.nio.ByteBuffer;

/**
 * Memory of this computer through which many numbers go to a GPU. It is page-locked where that is possible: from there the
 * card fetches them by itself at the speed of its bus, while other memory is first copied by the processor, piece by
 * piece.
 */
public final class Staging implements AutoCloseable {

	private static final String PIN = "def pin(self, t: Tensor) -> Tensor:\n  return torch.pin_memory(t, None)\n";

	private final NDManager host;
	private final NDArray memory;
	private final ByteBuffer bytes;

	/** @param halves how many numbers of half precision it holds */
	public Staging(final Session session, final int halves) {
		host = session.host();
		memory = allocate(session, new Shape(halves));
		bytes = memory.toByteBuffer(true);
	}

	private NDArray allocate(final Session session, final Shape shape) {
		final NDArray plain = host.zeros(shape, DataType.FLOAT16);
		try (Script script = Script.compile(session, PIN)) {
			final NDArray locked = script.call("pin", plain).singletonOrThrow();
			plain.close();
			return locked;
		}
		catch (final EngineException | IllegalArgumentException e) {
			return plain; // there is no card, or it may lock no more
		}
	}

	/** Where to write the numbers, from the start on; a direct buffer. */
	public ByteBuffer bytes() {
		return bytes.clear();
	}

	/**
	 * Sends the first numbers and waits until they are there.
	 *
	 * @param manager owner of the result, on the session's device
	 * @return half precision
	 */
	public NDArray send(final NDManager manager, final Shape shape) {
		try (NDArray part = memory.get("0:" + shape.size()); NDArray shaped = part.reshape(shape)) {
			final Device device = manager.getDevice();
			final NDArray sent = device.isGpu() ? shaped.toDevice(device, true) : shaped.duplicate();
			sent.attach(manager);
			return sent;
		}
	}

	@Override
	public void close() {
		host.close();
	}
}
