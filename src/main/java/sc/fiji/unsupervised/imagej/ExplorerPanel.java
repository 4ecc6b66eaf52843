package sc.fiji.unsupervised.imagej;

import java.awt.Button;
import java.awt.Choice;
import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Label;
import java.awt.Panel;
import java.awt.Rectangle;
import java.awt.Scrollbar;
import java.awt.Window;
import java.util.List;
import java.util.Locale;

import ij.plugin.frame.PlugInFrame;

import sc.fiji.unsupervised.segment.Pin;

/** The window beside the image: what is shown, how, and the points. On the event thread. */
final class ExplorerPanel extends PlugInFrame {

	static final String SIMILARITY = "similarity", CLASSES = "classes";

	private static final long serialVersionUID = 1L;
	private static final int ROWS = 6, LIMIT = 100, GAP = 8;

	/** What happens when something is pressed. */
	interface Listener {

		/** Another look of the same points. */
		void changed();

		/** @param name what to compare with */
		void compare(String name);

		/** A point was selected in the list. */
		void selected();

		void remove(int index);

		void clear();

		void segment();

		/** The window is gone. */
		void closed();
	}

	private final transient Listener listener;
	private final Choice show = new Choice(), second = new Choice(), colour = new Choice();
	private final Scrollbar opacity = slider(70), from = slider(30);
	private final java.awt.List points = new java.awt.List(ROWS);
	private final Button segment = new Button("Segment from points");
	private boolean isClosed;
	private int row;

	ExplorerPanel(final String title, final Listener listener) {
		super(title);
		this.listener = listener;
		setLayout(new GridBagLayout());
		choices(show, List.of(SIMILARITY, CLASSES));
		choices(colour, HeatColours.NAMES);
		labelled("Compare with", second);
		labelled("Show", show);
		labelled("Colour", colour);
		slider("Opacity", opacity);
		slider("From similarity", from);
		wide(new Label("Move over the image to compare. Click: a new class."));
		wide(new Label("Shift-click: another point of the same class."));
		wide(points);
		wide(buttons());
		second.addItemListener(event -> listener.compare(second.getSelectedItem()));
		show.addItemListener(event -> listener.changed());
		colour.addItemListener(event -> listener.changed());
		points.addItemListener(event -> listener.selected());
		pins(List.of());
		pack();
		setResizable(false);
	}

	private static Scrollbar slider(final int value) {
		return new Scrollbar(Scrollbar.HORIZONTAL, value, 1, 0, LIMIT + 1);
	}

	private static void choices(final Choice choice, final List<String> items) {
		choice.removeAll();
		items.forEach(choice::add);
	}

	/** A slider whose value stands in its label. */
	private void slider(final String label, final Scrollbar slider) {
		final Label text = labelled(label + valueOf(slider), slider);
		slider.addAdjustmentListener(event -> {
			text.setText(label + valueOf(slider));
			listener.changed();
		});
	}

	private static String valueOf(final Scrollbar slider) {
		return String.format(Locale.ROOT, " %.2f", slider.getValue() / (double) LIMIT);
	}

	private Label labelled(final String label, final Component component) {
		final GridBagConstraints cell = new GridBagConstraints();
		cell.gridy = row++;
		cell.insets = new Insets(3, 8, 3, 4);
		cell.anchor = GridBagConstraints.EAST;
		final Label text = new Label(label, Label.RIGHT);
		add(text, cell);
		cell.insets = new Insets(3, 4, 3, 8);
		cell.weightx = 1;
		cell.fill = GridBagConstraints.HORIZONTAL;
		add(component, cell);
		return text;
	}

	private void wide(final Component component) {
		final GridBagConstraints cell = new GridBagConstraints();
		cell.gridy = row++;
		cell.gridwidth = 2;
		cell.insets = new Insets(1, 8, 1, 8);
		cell.fill = GridBagConstraints.HORIZONTAL;
		add(component, cell);
	}

	private Panel buttons() {
		final Panel panel = new Panel(new FlowLayout(FlowLayout.CENTER, 6, 6));
		button(panel, new Button("Remove"), () -> listener.remove(selected()));
		button(panel, new Button("Clear"), listener::clear);
		button(panel, segment, listener::segment);
		button(panel, new Button("Close"), this::close);
		return panel;
	}

	private static void button(final Panel panel, final Button button, final Runnable action) {
		button.addActionListener(event -> action.run());
		panel.add(button);
	}

	/** Shows the window at the right of another one, or as near as the screen allows. */
	void showBeside(final Window window) {
		final Rectangle screen = window.getGraphicsConfiguration().getBounds(), near = window.getBounds();
		setLocation(Math.max(screen.x, Math.min(near.x + near.width + GAP, screen.x + screen.width - getWidth())), Math.max(
			screen.y, Math.min(near.y, screen.y + screen.height - getHeight())));
		setVisible(true);
	}

	/** What the image can be compared with, and what it is. */
	void seconds(final List<String> names, final String selected) {
		choices(second, names);
		second.select(selected);
	}

	/** Lists the points; the last one is selected. */
	void pins(final List<Pin> pins) {
		points.removeAll();
		for (final Pin pin : pins)
			points.add("class " + pin.label() + ":  x " + pin.x() + ", y " + pin.y() + ", slice " + (pin.slice() + 1));
		if (!pins.isEmpty()) points.select(pins.size() - 1);
		segment.setEnabled(pins.stream().map(Pin::label).distinct().count() > 1);
	}

	/** Row of the selected point, or -1. */
	int selected() {
		return points.getSelectedIndex();
	}

	/** Whether classes shall be shown, not similarity. */
	boolean showsClasses() {
		return show.getSelectedItem().equals(CLASSES);
	}

	String colour() {
		return colour.getSelectedItem();
	}

	/** From 0 to 1. */
	double opacity() {
		return opacity.getValue() / (double) LIMIT;
	}

	/** Similarity at which the colour begins, 0 to below 1. */
	float from() {
		return Math.min(from.getValue(), LIMIT - 1) / (float) LIMIT;
	}

	/** Also called by ImageJ when it closes all windows. */
	@Override
	public void close() {
		super.close();
		if (isClosed) return;
		isClosed = true;
		listener.closed();
	}
}
