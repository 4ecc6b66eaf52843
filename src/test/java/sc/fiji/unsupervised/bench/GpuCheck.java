package sc.fiji.unsupervised.bench;

import ai.djl.ndarray.types.Shape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.NetworkCheck;
import sc.fiji.unsupervised.engine.DeviceSessions;
import sc.fiji.unsupervised.engine.Precision;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.engine.SetupReport;

/** What a GPU computes, compared with the CPU, and how fast; {@code scripts/gpu-check} has the keys. */
public final class GpuCheck {

	private static final String BEGIN = "<!-- written by scripts/gpu-check -->\n", END = "<!-- end -->\n";
	private static final List<NetworkCheck> NETWORKS = List.of(new NetworkCheck("ViT-S/8", 384, 12, 8), new NetworkCheck("ViT-S/16",
		384, 12, 16), new NetworkCheck("ViT-B/8", 768, 12, 8)), SMALL = List.of(new NetworkCheck("small/16", 64, 2, 16));
	/** What half precision may cost: a share of a feature's length, and of the pixels that keep their label. */
	private static final double ERROR = 0.01, SAME = 0.995;
	/** Room that is left on a card to see whether batches are halved, in MB. */
	private static final long TIGHT = 800;

	private final Map<String, String> keys;
	private final DeviceSessions device;
	private final Card card;
	private final boolean small;
	private final int turns;
	private final List<String> rows = new ArrayList<>(), wrong = new ArrayList<>();
	private final Path folder = Files.createTempDirectory("gpu-check-");

	private GpuCheck(final Map<String, String> keys) throws IOException {
		this.keys = keys;
		device = new DeviceSessions(keys.get("device"));
		small = keys.get("size").equals("small");
		turns = small ? 3 : 7;
		card = Card.of(device.isReal() ? Card.ask("name") : "", Double.parseDouble(keys.get("half")), Double.parseDouble(keys.get(
			"single")));
	}

	/** Ends with 0 if all is right, 1 if a result is wrong, 2 if a key is. */
	public static void main(final String... words) throws Exception {
		final Map<String, String> keys = new HashMap<>(Map.of("device", "auto", "size", "full", "python", "", "images",
			"test-data/superalloy/images", "backbone", "", "half", "0", "single", "0", "golden", "not run", "output", "docs/gpu.md"));
		for (final String word : words) {
			final int equals = word.indexOf('=');
			if (equals < 0 || keys.replace(word.substring(0, equals), word.substring(equals + 1)) == null) {
				System.err.println(word + " is not known; use " + String.join("=, ", keys.keySet()) + "=.");
				System.exit(2);
			}
		}
		final GpuCheck check = new GpuCheck(keys);
		check.run();
		System.exit(check.wrong.isEmpty() ? 0 : 1);
	}

	private void run() throws Exception {
		System.out.print(SetupReport.create(device.isReal() ? keys.get("device") : "cpu"));
		row("device", device.device().toString(), device.isReal() ? card.name() + ", driver " + Card.ask("driver_version")
			: "no GPU computes here: all that follows is the CPU's");
		row("golden", keys.get("golden"), "reference vectors of networks, head, losses and training steps, in float32");
		expect(!keys.get("golden").equals("failed"), "golden");
		for (final NetworkCheck network : small ? SMALL : NETWORKS) network(network);
		steps();
		tight();
		job("texture", "texture");
		job("network", keys.get("backbone").isEmpty() ? "file:" + (small ? SMALL : NETWORKS.subList(1, 2)).get(0).write(folder)
			: keys.get("backbone"));
		row("memory", device.isReal() ? Card.ask("memory.used") + " MB" : "-", "used on the card at the end, with what the engine keeps");
		row("result", wrong.isEmpty() ? "right" : "WRONG: " + String.join(", ", wrong), "");
		if (device.isReal()) write(Path.of(keys.get("output")));
	}

	private EnumSet<Precision> precisions() {
		return EnumSet.of(Precision.FLOAT32, device.device().precision());
	}

	private void network(final NetworkCheck network) throws Exception {
		final Path weights = network.write(folder);
		final int checked = small ? 2 : 8, tiles = small || !device.isReal() ? 4 : 256;
		final float[] exact;
		try (Session cpu = Session.open(new Session.Options("cpu", 0, 1))) {
			exact = network.features(cpu, weights, checked);
		}
		for (final Precision precision : precisions()) {
			final String name = network.name() + "-" + word(precision);
			final boolean half = precision == Precision.FLOAT16;
			final double error, speed;
			try (Session session = device.open(precision, 0)) {
				error = error(exact, network.features(session, weights, checked));
				speed = Figure.median(network.speed(session, weights, tiles, turns));
			}
			row("features-" + name, String.format(Locale.ROOT, "%.1e", error), "length of the difference to the CPU's float32, as a share");
			expect(error <= (half ? ERROR : 1e-4), "features-" + name);
			row("tiles-" + name, Figure.number(speed) + " tiles/s", card.share(speed * network.operations(), half) + peer(Math.min(
				tiles, 64), speed, "tiles/s", "vit.py", weights.toString(), "" + Math.min(tiles, 64), "" + NetworkCheck.SIDE, cores(), device
					.isReal() ? "cuda" : "cpu", word(precision)));
		}
	}

	private void steps() throws Exception {
		final int channels = small ? 64 : 384, steps = small ? 5 : 200;
		for (final boolean resident : new boolean[] { true, false }) {
			final double speed;
			try (Session session = device.open(device.device().precision(), resident ? device.device().freeBytes() : 0)) {
				speed = StepCheck.speed(session, channels, steps);
			}
			row(resident ? "steps" : "steps-streamed", Figure.number(speed) + " steps/s", "STEGO, features of " + channels + " channels " +
				(resident ? "on the device" : "sent batch by batch") + (resident ? peer(1, speed, "steps/s", "step.py", cores(), "" +
					channels, device.isReal() ? "cuda" : "cpu") : ""));
		}
	}

	/** Fills the card but for a little, and looks whether a network still runs, in smaller batches. */
	private void tight() throws IOException {
		final NetworkCheck network = (small ? SMALL : NETWORKS).get(0);
		final Path weights = network.write(folder);
		try (Session session = device.open(Precision.FLOAT32, 0)) {
			if (device.isReal()) {
				final long fill = (Long.parseLong(Card.ask("memory.free")) - TIGHT) << 20;
				if (fill > 0) session.manager().zeros(new Shape(fill / Float.BYTES));
			}
			device.holdAtMost(3);
			final int before = session.batches().size();
			network.features(session, weights, session.device().isGpu() ? before : 4);
			row("little-memory", before + " -> " + session.batches().size() + " tiles", "batch of " + network.name() + " with " + (device
				.isReal() ? TIGHT + " MB free" : "room for 3 tiles where a GPU is pretended"));
			expect(!session.device().isGpu() || small && device.isReal() || session.batches().size() < before, "little-memory");
		}
		finally {
			device.holdAtMost(Integer.MAX_VALUE);
		}
	}

	private void job(final String name, final String backbone) throws IOException {
		final JobCheck job = new JobCheck(Path.of(keys.get("images")), small ? 1 : 100, backbone, small ? 10 : 400);
		final JobCheck.Result cpu = job.run(Session.open(new Session.Options("cpu", 0, 1))), whole = job.run(device.open()), labelled = job
			.run(device.open(), cpu.model());
		row("job-" + name, Figure.number(whole.seconds()) + " s", "training and labels; the CPU " + Figure.number(cpu.seconds()) +
			" s. Stages in s: " + whole.profile());
		row("labels-" + name, percent(labelled.agreement(cpu.labels())), "of the pixels labelled as by the CPU with the CPU's model");
		expect(labelled.agreement(cpu.labels()) >= SAME, "labels-" + name);
		row("labels-trained-" + name, percent(whole.agreement(cpu.labels())), "the same with a model trained there, whose last bits differ");
	}

	private static String cores() {
		return Integer.toString(Runtime.getRuntime().availableProcessors());
	}

	/**
	 * What PyTorch does in the same time, if there is a Python for it.
	 *
	 * @param each how much a turn of the peer does
	 * @param ours per second
	 * @param words script and arguments
	 */
	private String peer(final int each, final double ours, final String unit, final String... words) throws InterruptedException {
		if (keys.get("python").isEmpty()) return "";
		final Peer.Program program = new Peer.Program("PyTorch", List.of("torch"), List.of(words));
		try (Peer peer = new Peer(program.command(keys.get("python")))) {
			final double[] times = new double[turns + 2];
			for (int t = 0; t < times.length; t++) times[t] = peer.turn();
			final double theirs = each / Figure.median(Arrays.copyOfRange(times, 2, times.length));
			return String.format(Locale.ROOT, "; %s %s %s, ours %.2f of that", program.version(keys.get("python")), Figure.number(theirs),
				unit, ours / theirs);
		}
		catch (final IOException e) {
			return "; PyTorch not run: " + e.getMessage();
		}
	}

	private static String word(final Precision precision) {
		return precision.name().toLowerCase(Locale.ROOT);
	}

	private static String percent(final double share) {
		return String.format(Locale.ROOT, "%.2f %%", 100 * share);
	}

	private static double error(final float[] expected, final float[] found) {
		double difference = 0, sum = 0;
		for (int i = 0; i < expected.length; i++) {
			difference += Math.pow(expected[i] - found[i], 2);
			sum += Math.pow(expected[i], 2);
		}
		return Math.sqrt(difference / sum);
	}

	private void expect(final boolean right, final String name) {
		if (!right) wrong.add(name);
	}

	private void row(final String name, final String value, final String what) {
		System.out.println(String.join("  ", name, value, what));
		rows.add("| " + String.join(" | ", "`" + name + "`", value, what) + " |");
	}

	private void write(final Path page) throws IOException {
		final String text = Files.readString(page);
		final int begin = text.indexOf(BEGIN), end = text.indexOf(END);
		if (begin < 0 || end < begin) throw new UserException(page + " lacks the lines " + BEGIN.strip() + " and " + END.strip() + ".");
		Files.writeString(page, text.substring(0, begin + BEGIN.length()) + "\n" + Machine.describe(Integer.parseInt(cores())) + ", " + LocalDate.now() + "\n\n| name | value | what |\n|---|---|---|\n" + String.join("\n", rows) +
			"\n\n" + text.substring(end));
	}
}
