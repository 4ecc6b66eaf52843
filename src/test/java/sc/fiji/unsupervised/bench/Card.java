package sc.fiji.unsupervised.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A graphics card and its stated peak, without sparsity.
 *
 * @param name as its driver says, empty where there is none
 * @param half trillions of operations per second in half precision with sums in float32, 0 if not known
 * @param single the same in float32 without TF32
 */
record Card(String name, double half, double single) {

	/** From data sheets of the makers; the first that the name contains counts. */
	private static final Map<String, double[]> PEAKS = new LinkedHashMap<>();

	static {
		final Object[][] rows = { { "H200", 989.0, 67.0 }, { "H100 PCIe", 756.0, 51.0 }, { "H100", 989.0, 67.0 }, { "A100", 312.0, 19.5 }, {
			"L40S", 362.0, 91.6 }, { "L4", 121.0, 30.3 }, { "A10G", 70.0, 31.5 }, { "A10", 125.0, 31.2 }, { "V100", 125.0, 15.7 }, { "T4", 65.0,
				8.1 }, { "RTX 4090", 165.2, 82.6 }, { "RTX 3090", 71.0, 35.6 } };
		for (final Object[] row : rows) PEAKS.put((String) row[0], new double[] { (double) row[1], (double) row[2] });
	}

	/** By its name; peaks that are given count instead of known ones. */
	static Card of(final String name, final double half, final double single) {
		final double[] known = PEAKS.entrySet().stream().filter(e -> name.contains(e.getKey())).map(Map.Entry::getValue).findFirst()
			.orElse(new double[2]);
		return new Card(name, half > 0 ? half : known[0], single > 0 ? single : known[1]);
	}

	/** What the driver says, such as {@code name} or {@code memory.used}; empty where there is none. */
	static String ask(final String what) {
		try {
			final Process process = new ProcessBuilder("nvidia-smi", "--query-gpu=" + what, "--format=csv,noheader,nounits")
				.redirectErrorStream(true).start();
			final String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return process.waitFor() == 0 ? answer.lines().findFirst().orElse("").strip() : "";
		}
		catch (final IOException e) {
			return "";
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return "";
		}
	}

	/** Share of the peak in words. */
	String share(final double operationsPerSecond, final boolean inHalf) {
		final double peak = (inHalf ? half : single) * 1e12;
		return peak == 0 ? "peak not known" : String.format(Locale.ROOT, "%.0f %% of the card's peak of %.0f TFLOP/s", 100 *
			operationsPerSecond / peak, peak / 1e12);
	}
}
