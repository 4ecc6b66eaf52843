package sc.fiji.unsupervised.bench;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.VisionTransformerBenchmark;
import sc.fiji.unsupervised.cluster.KMeansBenchmark;
import sc.fiji.unsupervised.crf.DenseCrfBenchmark;
import sc.fiji.unsupervised.method.FastStegoStepBenchmark;
import sc.fiji.unsupervised.method.StegoStepBenchmark;

/** Measures the rows one after the other, prints a line for each figure and writes the page. */
public final class Bench {

	/** All rows, in the order of the table. */
	static final List<Row> ROWS = List.of(new VisionTransformerBenchmark(), new StegoStepBenchmark(),
		new FastStegoStepBenchmark(), new TrainingBenchmark(), new DenseCrfBenchmark(), new KMeansBenchmark(), new JobBenchmark(),
		new ApplyBenchmark());

	private static final List<String> NAMES = ROWS.stream().map(Row::name).toList();

	private Bench() {}

	/** Ends with 0, 1 if a row failed, 2 if a key is wrong. */
	public static void main(final String... words) throws IOException {
		final Setting setting;
		try {
			setting = Setting.parse(words, NAMES);
		}
		catch (final UserException e) {
			System.err.println(e.getMessage());
			System.exit(2);
			return;
		}
		final Report report = new Report(setting.page(), Machine.describe(setting.threads()), NAMES);
		boolean good = true;
		System.out.println("name ours peer ratio unit");
		for (final Row row : ROWS) if (setting.only().contains(row.name())) good &= run(row, setting, report);
		System.exit(good ? 0 : 1);
	}

	/** A row that fails, be it for want of memory, does not keep the others from running. */
	private static boolean run(final Row row, final Setting setting, final Report report) {
		try {
			final List<Figure> figures = row.measure(setting);
			for (final Figure figure : figures) System.out.println(figure.line());
			report.write(row.name(), figures, LocalDate.now().toString());
			return true;
		}
		catch (final UserException e) {
			System.out.println(row.name() + " not run: " + e.getMessage());
			return true;
		}
		catch (final Exception | Error e) {
			System.out.println(row.name() + " failed: " + e);
			return false;
		}
	}
}
