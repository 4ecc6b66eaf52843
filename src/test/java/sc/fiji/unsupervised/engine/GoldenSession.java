package sc.fiji.unsupervised.engine;

/**
 * Where golden cases are computed: on the CPU, or on the device that the system property {@code golden.device} names, in
 * float32 in either case. {@code scripts/gpu-check} uses it.
 */
public final class GoldenSession {

	private GoldenSession() {}

	public static Session open() {
		final Session session = Session.open(new Session.Options(System.getProperty("golden.device", "cpu"), 1, 1));
		if (session.device().precision() != Precision.FLOAT32) session.withoutHalf("golden cases are of float32");
		return session;
	}
}
