package sc.fiji.unsupervised.imagej;

import java.awt.Component;
import java.awt.EventQueue;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

import javax.swing.JOptionPane;

import sc.fiji.unsupervised.backbone.CatalogueEntry;
import sc.fiji.unsupervised.weights.Consent;

/** Asks a person before a download: what comes, from whom, how large, under which licence, and where it will lie. */
final class ConsentDialog implements Consent {

	static final String TITLE = "Download a Backbone", YES = "Download", NO = "Cancel";

	private final Component parent;
	private final Path folder;

	/**
	 * @param parent window in front of which it is shown, or null
	 * @param folder where files are kept
	 */
	ConsentDialog(final Component parent, final Path folder) {
		this.parent = parent;
		this.folder = folder;
	}

	@Override
	public boolean isGiven(final CatalogueEntry entry) {
		final boolean[] given = new boolean[1];
		final Runnable ask = () -> given[0] = JOptionPane.showOptionDialog(parent, text(entry), TITLE,
			JOptionPane.YES_NO_OPTION, JOptionPane.QUESTION_MESSAGE, null, new Object[] { YES, NO }, NO) == JOptionPane.YES_OPTION;
		try {
			if (EventQueue.isDispatchThread()) ask.run();
			else EventQueue.invokeAndWait(ask);
			return given[0];
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (final InvocationTargetException e) {
			throw new IllegalStateException(e);
		}
	}

	private String text(final CatalogueEntry entry) {
		return "<html><table width=520>" + row("Network", "<b>" + entry.id() + "</b>") + row("Size", entry.published()
			.megabytes() + " MB") + row("From", entry.published().host() + " (which may send on to its own file servers)") + row(
				"Licence", entry.licence()) + row("Cite", entry.citation()) + row("To", folder.toString()) +
			"</table><p>The file is checked (SHA-256) before it is used. Nothing about your images is sent.";
	}

	private static String row(final String name, final String value) {
		return "<tr><td valign=top>" + name + "</td><td>" + value + "</td></tr>";
	}
}
