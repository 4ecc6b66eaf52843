package sc.fiji.unsupervised.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Settings that the native libraries read from the process environment when they are loaded, which Java cannot change by
 * itself. Values set by the user stay. Not on Windows.
 */
final class NativeEnvironment {

	private interface C extends Library {

		int setenv(String name, String value, int overwrite);
	}

	private NativeEnvironment() {}

	/** Has an effect before the native library is loaded only. */
	static void prepare() {
		if (Platform.isWindows()) return;
		try {
			final C c = Native.load(Platform.C_LIBRARY_NAME, C.class);
			// Idle threads sleep instead of spin. Spinning threads collapse as soon as another program wants a core: with two
			// cores and busy neighbours a job took more than ten times as long.
			c.setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
			// Matrix products are summed in the same order whatever the number of threads.
			c.setenv("MKL_CBWR", "AUTO,STRICT", 0);
		}
		catch (final LinkageError e) {
			// Without it the engine works too, only slower beside other programs.
		}
	}
}
