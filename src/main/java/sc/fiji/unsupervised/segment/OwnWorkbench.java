package sc.fiji.unsupervised.segment;

import ai.djl.engine.EngineException;

import java.util.function.Function;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.engine.Session;

/**
 * A workbench in a session of its own, for a tool that stays open. When its GPU fails, both are opened again on the CPU and
 * the work is done there; features are then computed anew when they are asked for.
 */
final class OwnWorkbench implements AutoCloseable {

	private final Function<Session, Workbench> opener;
	private Session session;
	private Workbench workbench;

	/**
	 * @param opener is called again when the device has to be changed
	 * @throws sc.fiji.unsupervised.SetupException if the engine does not start
	 */
	OwnWorkbench(final Session.Options options, final Progress progress, final Function<Session, Workbench> opener) {
		this.opener = opener;
		session = Session.open(options);
		progress.log("Device: " + session.device());
		try {
			call(progress, Workbench::slices);
		}
		catch (final RuntimeException | Error e) {
			close();
			throw e;
		}
	}

	/** Does some work, and does it once more from its start if a GPU fails. */
	<T> T call(final Progress progress, final Function<Workbench, T> work) {
		try {
			return session.use(() -> work.apply(opened()));
		}
		catch (final EngineException e) {
			closeWorkbench();
			session = session.insteadAfter(e);
			progress.log("Device: " + session.device());
			return session.use(() -> work.apply(opened()));
		}
	}

	private Workbench opened() {
		if (workbench == null) workbench = opener.apply(session);
		return workbench;
	}

	private void closeWorkbench() {
		if (workbench != null) workbench.close();
		workbench = null;
	}

	@Override
	public void close() {
		closeWorkbench();
		session.close();
	}
}
