package sc.fiji.unsupervised.imagej;

import java.util.List;

import javax.swing.table.AbstractTableModel;

import sc.fiji.unsupervised.weights.State;
import sc.fiji.unsupervised.weights.Weights;

/** The rows of the window of backbones. */
final class BackbonesTable extends AbstractTableModel {

	private static final long serialVersionUID = 1L;
	private static final List<String> COLUMNS = List.of("Name", "Size", "Licence", "State");

	private transient List<Weights> rows = List.of();

	void show(final List<Weights> weights) {
		final boolean same = weights.size() == rows.size();
		rows = weights;
		if (same) fireTableRowsUpdated(0, rows.size() - 1); // keeps the selection
		else fireTableDataChanged();
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
			default -> state(weights);
		};
	}

	private static String state(final Weights weights) {
		if (weights.state() == State.PARTIAL) return weights.state() + ", " + weights.bytes() / 1_000_000 + " MB";
		final boolean byHand = weights.state() == State.ABSENT && !weights.entry().published().isPinned();
		return byHand ? weights.state() + ", import only" : weights.state().toString();
	}
}
