package sc.fiji.unsupervised.stack;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Memory outside of Java's heap that is given back when this is closed. An ordinary direct or mapped buffer waits for
 * the garbage collector, which knows nothing of its size and on Windows keeps a mapped file from being deleted. From
 * Java 22 on an arena does it, before that the runtime's own cleaner; both by reflection, as the program is built for
 * Java 17.
 */
final class DirectMemory implements AutoCloseable {

	private static final boolean HAS_ARENAS = Runtime.version().feature() >= 22;

	/** A {@code java.lang.foreign.Arena}, or null. */
	private final Object arena = HAS_ARENAS ? call("java.lang.foreign.Arena", "ofShared", null) : null;
	private final List<ByteBuffer> buffers = new ArrayList<>();

	/**
	 * New memory, all zero.
	 *
	 * @throws OutOfMemoryError if there is none left, or, before Java 22, Java's limit for it is reached
	 */
	ByteBuffer allocate(final int bytes) {
		if (HAS_ARENAS) return buffer(call("java.lang.foreign.Arena", "allocate", arena, (long) bytes, 64L));
		buffers.add(ByteBuffer.allocateDirect(bytes));
		return buffers.get(buffers.size() - 1);
	}

	/** A part of a file, to be read only. */
	ByteBuffer map(final FileChannel channel, final long position, final int bytes) throws IOException {
		if (!HAS_ARENAS) {
			buffers.add(channel.map(MapMode.READ_ONLY, position, bytes));
			return buffers.get(buffers.size() - 1);
		}
		try {
			return buffer(FileChannel.class.getMethod("map", MapMode.class, long.class, long.class, Class.forName(
				"java.lang.foreign.Arena")).invoke(channel, MapMode.READ_ONLY, position, (long) bytes, arena));
		}
		catch (final InvocationTargetException e) {
			throw new IOException(e.getCause());
		}
		catch (final ReflectiveOperationException e) {
			throw new LinkageError("java.lang.foreign", e);
		}
	}

	private static ByteBuffer buffer(final Object segment) {
		return (ByteBuffer) call("java.lang.foreign.MemorySegment", "asByteBuffer", segment);
	}

	private static Object call(final String type, final String method, final Object on, final Object... arguments) {
		final Class<?>[] types = new Class<?>[arguments.length];
		Arrays.fill(types, long.class);
		try {
			return Class.forName(type).getMethod(method, types).invoke(on, arguments);
		}
		catch (final InvocationTargetException e) {
			if (e.getCause() instanceof Error error) throw error;
			throw new IllegalStateException(e.getCause());
		}
		catch (final ReflectiveOperationException e) {
			throw new LinkageError("java.lang.foreign", e);
		}
	}

	/** Frees everything; before Java 22 nobody may touch the memory any more, from then on that throws an exception. */
	@Override
	public void close() {
		if (HAS_ARENAS) call("java.lang.foreign.Arena", "close", arena);
		buffers.forEach(DirectMemory::clean);
		buffers.clear();
	}

	private static void clean(final ByteBuffer buffer) {
		try {
			final Class<?> type = Class.forName("sun.misc.Unsafe");
			final Field instance = type.getDeclaredField("theUnsafe");
			instance.setAccessible(true);
			type.getMethod("invokeCleaner", ByteBuffer.class).invoke(instance.get(null), buffer);
		}
		catch (final ReflectiveOperationException | RuntimeException e) {
			// the garbage collector will do it, later
		}
	}
}
