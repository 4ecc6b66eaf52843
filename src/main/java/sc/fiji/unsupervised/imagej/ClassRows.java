package sc.fiji.unsupervised.imagej;

import java.awt.Color;
import java.awt.Component;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

import javax.swing.ImageIcon;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;

import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;

/** The classes as rows: label, colour, picture, name and share of the area. Names can be typed. On the event thread. */
final class ClassRows extends AbstractTableModel {

	private static final long serialVersionUID = 1L;
	private static final String[] TITLES = { "", "Colour", "Picture", "Name", "Area" };
	private static final int[] WIDTHS = { 28, 48, ClassThumbnails.SIZE + 8, 130, 60 };
	private static final int COLOUR = 1, PICTURE = 2, NAME = 3;

	private final transient BiConsumer<Integer, String> renamed;
	private transient List<ClassInfo> classes = List.of();
	private transient BufferedImage[] pictures = {};

	/** @param renamed is told row and new name */
	ClassRows(final BiConsumer<Integer, String> renamed) {
		this.renamed = renamed;
	}

	JTable table() {
		final JTable table = new JTable(this);
		table.setRowHeight(ClassThumbnails.SIZE + 4);
		table.getTableHeader().setReorderingAllowed(false);
		for (int c = 0; c < WIDTHS.length; c++) table.getColumnModel().getColumn(c).setPreferredWidth(WIDTHS[c]);
		for (int c = 0; c < NAME; c++) table.getColumnModel().getColumn(c).setMaxWidth(WIDTHS[c]);
		table.setDefaultRenderer(Object.class, PlainText.of(new DefaultTableCellRenderer()));
		table.getColumnModel().getColumn(COLOUR).setCellRenderer((t, value, selected, focus, row, column) -> swatch(
			(Color) value));
		table.getColumnModel().getColumn(PICTURE).setCellRenderer(new DefaultTableCellRenderer() {

			private static final long serialVersionUID = 1L;

			@Override
			protected void setValue(final Object value) {
				setIcon(value == null ? null : new ImageIcon((BufferedImage) value));
			}
		});
		return table;
	}

	private static Component swatch(final Color colour) {
		final JLabel label = new JLabel();
		label.setOpaque(true);
		label.setBackground(colour);
		return label;
	}

	/** A name without the signs that divide names in a macro. */
	static String word(final String typed) {
		return typed.replaceAll("[;\\[\\]\"]", " ").strip();
	}

	void show(final List<ClassInfo> shown, final BufferedImage[] thumbnails) {
		final boolean same = shown.size() == classes.size();
		classes = shown;
		pictures = thumbnails;
		// Rows that stay keep being selected.
		if (same) fireTableRowsUpdated(0, shown.size() - 1);
		else fireTableDataChanged();
	}

	@Override
	public int getRowCount() {
		return classes.size();
	}

	@Override
	public int getColumnCount() {
		return TITLES.length;
	}

	@Override
	public String getColumnName(final int column) {
		return TITLES[column];
	}

	@Override
	public boolean isCellEditable(final int row, final int column) {
		return column == NAME;
	}

	@Override
	public Object getValueAt(final int row, final int column) {
		final ClassInfo info = classes.get(row);
		return switch (column) {
			case 0 -> row + 1;
			case COLOUR -> new Color(info.rgb());
			case PICTURE -> row < pictures.length ? pictures[row] : null;
			case NAME -> info.name();
			default -> String.format(Locale.ROOT, "%.1f %%", 100 * info.share());
		};
	}

	@Override
	public void setValueAt(final Object value, final int row, final int column) {
		final String name = word(String.valueOf(value));
		if (!name.isEmpty() && !name.equals(classes.get(row).name())) renamed.accept(row, name);
	}
}
