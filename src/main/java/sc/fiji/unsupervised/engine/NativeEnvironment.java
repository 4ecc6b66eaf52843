package sc.fiji.unsupervised.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * What the native libraries need of the process and Java cannot do by itself: settings that they read from the environment
 * when they are loaded, and giving back free memory. Settings of the user stay. Not on Windows.
 */
final class NativeEnvironment {

	private interface C extends Library {

		int setenv(String name, String value, int overwrite);

		int malloc_trim(long keep);
	}

	private NativeEnvironment() {}

	/**
	 * Has an effect before the native library is loaded only.
	 *
	 * @return whether the process has what is needed; false where JNA does not load, for example because there is no place to
	 *         unpack its library
	 */
	static boolean prepare() {
		if (Platform.isWindows()) return true;
		try {
			final C c = Native.load(Platform.C_LIBRARY_NAME, C.class);
			// Idle threads sleep instead of spin. Spinning threads collapse as soon as another program wants a core: with two
			// cores and busy neighbours a job took more than ten times as long.
			c.setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
			// Matrix products are summed in the same order whatever the number of threads.
			c.setenv("MKL_CBWR", "AUTO,STRICT", 0);
			return true;
		}
		catch (final LinkageError e) {
			// Without it the engine works too, only slower beside other programs and with sums in another order.
			return false;
		}
	}

	/**
	 * Gives memory that the C library keeps for later back to the system. Each thread that ever computed has a share of its
	 * own, and together they are as large as several jobs. Linux alone needs that.
	 */
	static void trim() {
		if (!Platform.isLinux()) return;
		try {
			Native.load(Platform.C_LIBRARY_NAME, C.class).malloc_trim(0);
		}
		catch (final LinkageError e) {
			// a C library without such a call
		}
	}
}
