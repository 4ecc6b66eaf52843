package sc.fiji.unsupervised.imagej;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JColorChooser;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JSlider;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;

import sc.fiji.unsupervised.segment.Palette;

/** The window of {@link ClassEditor}: what is seen and pressed, nothing else. On the event thread. */
final class ClassEditorWindow extends JFrame {

	private static final long serialVersionUID = 1L;
	private static final int GAP = 6, COLOURS = 24, LINES = 4;

	/** What a user wants. Labels are counted from 1. */
	interface Listener {

		/** @param key of a {@code ClassEdit} and its text */
		void edit(String key, String text);

		void undo();

		void redo();

		void save();

		/** Labels the whole stack with the model, refined. */
		void label();

		/** @param index of a suggestion */
		void mergeSuggested(int index);

		/** Points named by clicks are done. */
		void named();

		/** The window is asked to close, and stays unless it is disposed of. */
		void closing();

		void closed();
	}

	final ClassRows rows = new ClassRows((row, name) -> edit("names", row + 1 + "=" + name));
	final JTable table = rows.table();
	final JSlider number = new JSlider();
	final JLabel numberText = new JLabel(), message = PlainText.of(new JLabel(" "));
	final JButton undo = new JButton("Undo"), redo = new JButton("Redo"), save = new JButton("Save"), label = new JButton(
		"Label stack");
	final JButton merge = new JButton("Merge"), split = new JButton("Split"), up = new JButton("Up"), down = new JButton(
		"Down"), colour = new JButton("Colour...");
	final JTextField name = new JTextField(10);
	final JToggleButton naming = new JToggleButton("Name by clicks");
	final DefaultListModel<String> suggestions = new DefaultListModel<>();
	final JList<String> suggested = new JList<>(suggestions);
	private final transient Listener listener;
	private boolean changing;

	ClassEditorWindow(final String title, final int most, final Listener listener) {
		super(title);
		this.listener = listener;
		number.setMinimum(2);
		number.setMaximum(Math.max(2, most));
		number.addChangeListener(event -> {
			numberText.setText(number.getValue() + " classes");
			if (!changing) edit("number", Integer.toString(number.getValue()));
		});
		connect(merge, "Make the selected classes one; select rows, or click regions with shift", () -> edit("merge", labels()));
		connect(split, "Divide the selected class in two along its clusters", () -> edit("split", labels() + ",2"));
		connect(up, "Give the selected class a lower label", () -> move(-1));
		connect(down, "Give the selected class a higher label", () -> move(1));
		connect(colour, "Choose a colour of the palette for colour-blind readers, or any other", this::chooseColour);
		connect(undo, "Take the last edit back", listener::undo);
		connect(redo, "Make it again", listener::redo);
		connect(save, "Write the classes to the model file", listener::save);
		connect(label, "Save, and label the whole stack with refined borders", listener::label);
		naming.setToolTipText("Type a name and click some places that have it; then press again");
		naming.addActionListener(event -> {
			if (!naming.isSelected()) listener.named();
		});
		table.getSelectionModel().addListSelectionListener(event -> allow());
		suggested.setVisibleRowCount(LINES);
		PlainText.of(suggested.getCellRenderer());
		suggested.setToolTipText("Click twice or press Enter to merge them");
		suggested.getInputMap().put(KeyStroke.getKeyStroke("ENTER"), "merge");
		suggested.getActionMap().put("merge", new AbstractAction() {

			private static final long serialVersionUID = 1L;

			@Override
			public void actionPerformed(final ActionEvent event) {
				mergeSuggested();
			}
		});
		suggested.addMouseListener(new MouseAdapter() {

			@Override
			public void mouseClicked(final MouseEvent event) {
				if (event.getClickCount() == 2) mergeSuggested();
			}
		});
		setContentPane(content());
		setDefaultCloseOperation(DO_NOTHING_ON_CLOSE);
		addWindowListener(new WindowAdapter() {

			@Override
			public void windowClosing(final WindowEvent event) {
				listener.closing();
			}

			@Override
			public void windowClosed(final WindowEvent event) {
				listener.closed();
			}
		});
		allow();
		pack();
	}

	private static void connect(final JButton button, final String tip, final Runnable action) {
		button.setToolTipText(tip);
		button.addActionListener(event -> action.run());
	}

	private void mergeSuggested() {
		if (suggested.getSelectedIndex() >= 0) listener.mergeSuggested(suggested.getSelectedIndex());
	}

	private void edit(final String key, final String text) {
		listener.edit(key, text);
	}

	private JPanel content() {
		final JPanel top = new JPanel(new BorderLayout(GAP, 0));
		top.add(numberText, BorderLayout.WEST);
		top.add(number);
		final JScrollPane list = new JScrollPane(table);
		list.setPreferredSize(new Dimension(360, 7 * (ClassThumbnails.SIZE + 4)));
		final JPanel hints = new JPanel(new BorderLayout());
		hints.add(new JLabel("May be one class:"), BorderLayout.NORTH);
		hints.add(new JScrollPane(suggested));
		final JPanel naming = new JPanel(new BorderLayout(GAP, 0));
		naming.add(name);
		naming.add(this.naming, BorderLayout.EAST);
		final JPanel bottom = new JPanel(new GridLayout(0, 1, 0, GAP));
		bottom.add(row(merge, split, up, down, colour));
		bottom.add(naming);
		bottom.add(row(undo, redo, save, label));
		bottom.add(message);
		final JPanel lower = new JPanel(new BorderLayout(0, GAP));
		lower.add(hints);
		lower.add(bottom, BorderLayout.SOUTH);
		final JPanel all = new JPanel(new BorderLayout(0, GAP));
		all.setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
		all.add(top, BorderLayout.NORTH);
		all.add(list);
		all.add(lower, BorderLayout.SOUTH);
		return all;
	}

	private static JPanel row(final JComponent... parts) {
		final JPanel row = new JPanel(new GridLayout(1, 0, GAP, 0));
		for (final JComponent part : parts) row.add(part);
		return row;
	}

	/** Selected labels, as 2,3. */
	private String labels() {
		final StringBuilder text = new StringBuilder();
		for (final int row : table.getSelectedRows()) text.append(text.isEmpty() ? "" : ",").append(row + 1);
		return text.toString();
	}

	private void move(final int by) {
		final int row = table.getSelectedRow(), to = row + by;
		final StringBuilder order = new StringBuilder();
		for (int i = 0; i < rows.getRowCount(); i++) order.append(i == 0 ? "" : ",").append(1 + (i == row ? to : i == to ? row
			: i));
		edit("order", order.toString());
		table.setRowSelectionInterval(to, to);
	}

	private void chooseColour() {
		final int row = table.getSelectedRow();
		final JPopupMenu menu = new JPopupMenu();
		final JPanel palette = new JPanel(new GridLayout(0, COLOURS / 3));
		for (int i = 1; i <= COLOURS; i++) {
			final int rgb = Palette.rgb(i);
			final JButton swatch = new JButton();
			swatch.setBackground(new Color(rgb));
			swatch.setPreferredSize(new Dimension(26, 26));
			swatch.addActionListener(event -> {
				menu.setVisible(false);
				recolour(row, rgb);
			});
			palette.add(swatch);
		}
		menu.add(palette);
		final JMenuItem other = new JMenuItem("Other...");
		other.addActionListener(event -> {
			final Color chosen = JColorChooser.showDialog(this, "Colour of class " + (row + 1), (Color) table.getValueAt(row,
				1));
			if (chosen != null) recolour(row, chosen.getRGB() & 0xffffff);
		});
		menu.add(other);
		menu.show(colour, 0, colour.getHeight());
	}

	private void recolour(final int row, final int rgb) {
		edit("colours", String.format("%d=%06x", row + 1, rgb));
	}

	/** Shows a number of classes without telling the listener. */
	void number(final int classes) {
		changing = true;
		number.setValue(classes);
		numberText.setText(classes + " classes");
		changing = false;
	}

	void suggest(final List<String> lines) {
		suggestions.clear();
		lines.forEach(suggestions::addElement);
	}

	/** Selects a class, with {@code more} beside those that are selected. */
	void select(final int label, final boolean more) {
		if (more) table.addRowSelectionInterval(label - 1, label - 1);
		else table.setRowSelectionInterval(label - 1, label - 1);
		table.scrollRectToVisible(table.getCellRect(label - 1, 0, true));
	}

	void allow() {
		final int selected = table.getSelectedRowCount(), row = table.getSelectedRow();
		merge.setEnabled(selected > 1 && selected < rows.getRowCount());
		split.setEnabled(selected == 1);
		colour.setEnabled(selected == 1);
		up.setEnabled(selected == 1 && row > 0);
		down.setEnabled(selected == 1 && row < rows.getRowCount() - 1);
	}
}
