package sc.fiji.unsupervised.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Lets the engine's idle threads sleep instead of spin. Spinning threads collapse as soon as another program wants a
 * core: with two cores and busy neighbours a job took more than ten times as long. libgomp reads this from the process
 * environment when it is loaded, which Java cannot change by itself.
 */
final class WaitPolicy {

	private interface C extends Library {

		int setenv(String name, String value, int overwrite);
	}

	private WaitPolicy() {}

	/** Has an effect before the native library is loaded only; a value set by the user stays. */
	static void passive() {
		if (Platform.isWindows()) return;
		try {
			Native.load(Platform.C_LIBRARY_NAME, C.class).setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
		}
		catch (final LinkageError e) {
			// Without it the engine works too, only slower beside other programs.
		}
	}
}
