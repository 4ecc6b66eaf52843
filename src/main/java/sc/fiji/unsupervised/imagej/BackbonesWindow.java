package sc.fiji.unsupervised.imagej;

import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.Insets;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;

import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.JTextArea;

import ij.IJ;
import ij.WindowManager;

import sc.fiji.unsupervised.weights.State;
import sc.fiji.unsupervised.weights.WeightStore;
import sc.fiji.unsupervised.weights.Weights;

/** The list of networks, with buttons to get, check, import and remove their files. */
public final class BackbonesWindow extends JFrame {

	private static final long serialVersionUID = 1L;
	private static final String TITLE = "Manage Backbones";
	private static final int GAP = 8;

	private final transient WeightStore store;
	private final BackbonesTable rows;
	private final JTable table;
	private final JTextArea details, message;
	private final JProgressBar bar = new JProgressBar();
	private final JButton download = new JButton("Download..."), verify = new JButton("Verify"), bring = new JButton(
		"Import..."), remove = new JButton("Remove..."), cancel = new JButton("Cancel");

	private final transient BackboneActions actions;

	private BackbonesWindow(final WeightStore store) {
		super(TITLE);
		this.store = store;
		rows = new BackbonesTable(store.list());
		table = rows.table();
		details = text(6, table.getFont());
		message = text(3, table.getFont());
		actions = new BackboneActions(this, store, bar);
		connect(download, "Get the file, after you were asked", () -> actions.download(selected().entry()));
		connect(verify, "Read the whole file and compare its SHA-256", () -> actions.verify(selected().entry()));
		connect(bring, "Copy a .safetensors file that you have; its network is recognised", actions::chooseImport);
		connect(remove, "Delete the file from this computer", () -> actions.remove(selected().entry()));
		connect(cancel, "Stop; what has come of a download is kept", actions::cancel);
		table.setRowSelectionInterval(0, 0);
		table.getSelectionModel().addListSelectionListener(event -> allow(actions.isBusy()));
		message.setText("The backbone texture is built in and needs no file. Files are kept in " + store.folder() + ".");
		setContentPane(content());
		setDefaultCloseOperation(DISPOSE_ON_CLOSE);
		addWindowListener(new WindowAdapter() {

			@Override
			public void windowClosed(final WindowEvent event) {
				actions.cancel();
				WindowManager.removeWindow(BackbonesWindow.this);
			}
		});
		allow(false);
		pack();
		setMinimumSize(getSize());
	}

	/** Opens the window, or brings it to the front. */
	public static void open() {
		open(WeightStore.open());
	}

	static void open(final WeightStore store) {
		EventQueue.invokeLater(() -> {
			if (WindowManager.getWindow(TITLE) instanceof BackbonesWindow open) {
				open.toFront();
				return;
			}
			final BackbonesWindow window = new BackbonesWindow(store);
			window.setLocationRelativeTo(IJ.getInstance());
			WindowManager.addWindow(window);
			window.setVisible(true);
		});
	}

	private static void connect(final JButton button, final String tip, final Runnable action) {
		button.setToolTipText(tip);
		button.addActionListener(event -> action.run());
	}

	private static JTextArea text(final int lines, final Font font) {
		final JTextArea text = new JTextArea(lines, 1);
		text.setEditable(false);
		text.setLineWrap(true);
		text.setWrapStyleWord(true);
		text.setMargin(new Insets(4, 6, 4, 6));
		text.setFont(font);
		return text;
	}

	private JPanel content() {
		final JPanel progress = new JPanel(new BorderLayout(GAP, 0)), buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, GAP,
			0)), bottom = new JPanel(new BorderLayout(0, GAP)), content = new JPanel(new BorderLayout(GAP, GAP));
		bar.setStringPainted(true);
		bar.setString("");
		progress.add(bar, BorderLayout.CENTER);
		progress.add(cancel, BorderLayout.EAST);
		for (final JButton button : new JButton[] { download, verify, bring, remove })
			buttons.add(button);
		bottom.add(new JScrollPane(message), BorderLayout.NORTH);
		bottom.add(progress, BorderLayout.CENTER);
		bottom.add(buttons, BorderLayout.SOUTH);
		content.setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
		content.add(new JScrollPane(table), BorderLayout.NORTH);
		content.add(new JScrollPane(details), BorderLayout.CENTER);
		content.add(bottom, BorderLayout.SOUTH);
		return content;
	}

	private Weights selected() {
		return rows.row(Math.max(0, table.getSelectedRow()));
	}

	BackboneActions actions() {
		return actions;
	}

	/** Shows the state of the files, and whether something is under way. */
	void update(final boolean busy, final String sentence) {
		rows.show(store.list());
		allow(busy);
		message.setText(sentence);
		message.setCaretPosition(0);
	}

	private void allow(final boolean busy) {
		final Weights weights = selected();
		download.setEnabled(!busy && !weights.isHere() && weights.entry().published().isPinned());
		verify.setEnabled(!busy && weights.isHere());
		bring.setEnabled(!busy);
		remove.setEnabled(!busy && weights.state() != State.ABSENT);
		cancel.setEnabled(busy);
		details.setText(BackboneDetails.of(weights, store.folder()));
		details.setCaretPosition(0);
	}
}
