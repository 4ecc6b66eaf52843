package sc.fiji.unsupervised.imagej;

import java.awt.Component;
import java.awt.Dimension;
import java.util.Arrays;
import java.util.List;

import javax.swing.BorderFactory;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;

import sc.fiji.unsupervised.weights.State;
import sc.fiji.unsupervised.weights.Weights;

/** The rows of the window of backbones. */
final class BackbonesTable extends AbstractTableModel {

	private static final long serialVersionUID = 1L;
	private static final List<String> COLUMNS = List.of("Name", "Size", "Licence", "State", "Cite");
	private static final int[] WIDTHS = { 115, 75, 90, 150, 400 };
	private static final int ROW_HEIGHT = 20, GAP = 6;

	private transient List<Weights> rows;

	BackbonesTable(final List<Weights> weights) {
		rows = weights;
	}

	/** A table of these rows, one of which can be selected. */
	JTable table() {
		final JTable table = new JTable(this);
		table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
		table.setRowHeight(ROW_HEIGHT);
		table.setShowGrid(false);
		table.setIntercellSpacing(new Dimension());
		for (int i = 0; i < WIDTHS.length; i++) {
			table.getColumnModel().getColumn(i).setPreferredWidth(WIDTHS[i]);
			table.getColumnModel().getColumn(i).setCellRenderer(padded(i == 1 ? SwingConstants.RIGHT : SwingConstants.LEFT));
		}
		table.setPreferredScrollableViewportSize(new Dimension(Arrays.stream(WIDTHS).sum(), ROW_HEIGHT * rows.size()));
		return table;
	}

	private static DefaultTableCellRenderer padded(final int alignment) {
		final DefaultTableCellRenderer renderer = new DefaultTableCellRenderer() {

			private static final long serialVersionUID = 1L;

			@Override
			public Component getTableCellRendererComponent(final JTable table, final Object value, final boolean selected,
				final boolean focused, final int row, final int column)
			{
				super.getTableCellRendererComponent(table, value, selected, false, row, column);
				setBorder(BorderFactory.createEmptyBorder(0, GAP, 0, GAP));
				return this;
			}
		};
		renderer.setHorizontalAlignment(alignment);
		return renderer;
	}

	/** Shows new states of the same networks; the selection stays. */
	void show(final List<Weights> weights) {
		rows = weights;
		fireTableRowsUpdated(0, rows.size() - 1);
	}

	Weights row(final int index) {
		return rows.get(index);
	}

	@Override
	public int getRowCount() {
		return rows.size();
	}

	@Override
	public int getColumnCount() {
		return COLUMNS.size();
	}

	@Override
	public String getColumnName(final int column) {
		return COLUMNS.get(column);
	}

	@Override
	public Object getValueAt(final int row, final int column) {
		final Weights weights = rows.get(row);
		return switch (column) {
			case 0 -> weights.entry().id();
			case 1 -> weights.entry().published().megabytes() + " MB";
			case 2 -> weights.entry().licence();
			case 3 -> state(weights);
			default -> weights.entry().citation();
		};
	}

	private static String state(final Weights weights) {
		if (weights.state() == State.PARTIAL) return weights.state() + ", " + weights.bytes() / 1_000_000 + " MB";
		final boolean byHand = weights.state() == State.ABSENT && !weights.entry().published().isPinned();
		return byHand ? weights.state() + ", import only" : weights.state().toString();
	}
}
