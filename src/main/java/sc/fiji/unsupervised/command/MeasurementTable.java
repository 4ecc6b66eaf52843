package sc.fiji.unsupervised.command;

import ij.measure.Calibration;
import ij.measure.ResultsTable;

import java.io.IOException;
import java.nio.file.Path;

import sc.fiji.unsupervised.evaluate.ClassMeasurements;
import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.stack.Position;

/** Area and intensity of every class in every slice, as a table of ImageJ. */
final class MeasurementTable {

	private final ResultsTable table = new ResultsTable();

	MeasurementTable() {
		table.setPrecision(6);
		table.showRowNumbers(false);
	}

	/**
	 * Adds a slice.
	 *
	 * @param labels row-major, 0 for not computed
	 */
	void add(final InputFile file, final int slice, final int[] labels, final int classes) {
		final Calibration calibration = file.image().getCalibration();
		final float[][] channels = new float[file.channels()][];
		for (int c = 0; c < channels.length; c++)
			channels[c] = file.plane(slice, c);
		final ClassMeasurements measured = new ClassMeasurements(classes, calibration.pixelWidth * calibration.pixelHeight);
		measured.add(slice, labels, channels);
		final Position position = file.position(slice);
		for (final ClassMeasurements.Row row : measured.rows()) {
			table.addRow();
			table.addValue("Image", file.path().getFileName().toString());
			table.addValue("Slice", position.z() + 1);
			table.addValue("Frame", position.t() + 1);
			table.addValue("Class", row.label());
			table.addValue("Pixels", row.pixels());
			table.addValue("Fraction", row.fraction());
			table.addValue("Area", row.area());
			table.addValue("Unit", calibration.getUnit() + "^2");
			for (int c = 0; c < channels.length; c++) {
				table.addValue("Mean" + (c + 1), row.mean()[c]);
				table.addValue("SD" + (c + 1), row.sd()[c]);
			}
		}
	}

	/** Writes comma-separated values. */
	void save(final Path path) throws IOException {
		table.saveAs(path.toString());
	}
}
