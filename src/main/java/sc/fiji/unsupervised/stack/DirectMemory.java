package sc.fiji.unsupervised.stack;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;

/**
 * Gives the memory of a direct or mapped buffer back at once. Java 17 leaves that to the garbage collector, which knows
 * nothing of native memory and on Windows thereby keeps mapped files from being deleted.
 */
final class DirectMemory {

	private DirectMemory() {}

	/**
	 * Frees a buffer, which nobody may touch any more; does nothing where the Java runtime does not offer it.
	 *
	 * @param buffer as allocated or mapped, no duplicate or slice of it
	 */
	static void free(final ByteBuffer buffer) {
		try {
			final Class<?> type = Class.forName("sun.misc.Unsafe");
			final Field instance = type.getDeclaredField("theUnsafe");
			instance.setAccessible(true);
			final Method clean = type.getMethod("invokeCleaner", ByteBuffer.class);
			clean.invoke(instance.get(null), buffer);
		}
		catch (final ReflectiveOperationException | RuntimeException e) {
			// the garbage collector will do it, later
		}
	}
}
