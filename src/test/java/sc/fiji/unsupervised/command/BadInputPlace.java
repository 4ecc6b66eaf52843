package sc.fiji.unsupervised.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.IntProcessor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.backbone.SmallVit;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

/** The folder with all files and images that the table of bad input speaks of. */
final class BadInputPlace {

	private static final int WIDTH = 40, HEIGHT = 32;
	private static final String JSON = "model.json", TENSORS = "tensors.safetensors", READ_ONLY = "readonly";

	private final Path dir;
	private int outputs;

	BadInputPlace(final Path dir) throws IOException {
		this.dir = dir;
		for (final String kind : new String[] { "grey", "labels", "one pixel", "one row", "constant", "all NaN", "infinite",
			"negative", "offset", "huge values", "colour", "two channels", "stack", "changing" }) save(image(kind), file(kind));
		images();
		models();
		weights();
	}

	/** Whether rights do not bind the user, or the system does not know them. */
	boolean isRoot() {
		return Files.isWritable(dir.resolve(READ_ONLY));
	}

	/** File of an image of that kind. */
	Path file(final String kind) {
		return kind.startsWith("file:") ? Path.of(fill("{dir}/" + kind.substring(5))) : dir.resolve("kinds").resolve(kind + ".tif");
	}

	/** Puts paths into a text of the table. */
	String fill(final String text) {
		return text.replace("{out}", "{dir}/out" + outputs++).replace("{dir}", name()).replace("{long}", "a".repeat(300));
	}

	/** Takes paths out of a sentence, so that it is the same everywhere. */
	String strip(final String sentence) {
		return sentence.replace('\\', '/').replace(name(), "{dir}").replace("a".repeat(300), "{long}").replaceAll(
			"\\{dir\\}/out\\d+", "{out}");
	}

	private String name() {
		return dir.toString().replace('\\', '/');
	}

	/** A new image of that kind; null for none. */
	static ImagePlus image(final String kind) {
		return switch (kind) {
			case "none", "null" -> null;
			case "empty" -> new ImagePlus();
			case "grey", "changing" -> TestImages.twoTextures("grey", WIDTH, HEIGHT, 1);
			case "labels" -> TestImages.truth("labels", WIDTH, HEIGHT, 1);
			case "stack" -> TestImages.twoTextures("stack", WIDTH, HEIGHT, 3);
			case "one pixel" -> new ImagePlus(kind, new FloatProcessor(1, 1, new float[] { 3 }));
			case "one row" -> floats(300, 1, i -> i % 7);
			case "constant" -> floats(WIDTH, HEIGHT, i -> 5);
			case "all NaN" -> floats(WIDTH, HEIGHT, i -> Double.NaN);
			case "infinite" -> floats(WIDTH, HEIGHT, i -> i % 5 == 0 ? Double.POSITIVE_INFINITY : i % 7 == 0
				? Double.NEGATIVE_INFINITY : i % 11);
			case "negative" -> floats(WIDTH, HEIGHT, i -> -1000 - i % 13);
			case "offset" -> floats(WIDTH, HEIGHT, i -> 1e6 + i % 13);
			case "huge values" -> floats(WIDTH, HEIGHT, i -> i % WIDTH < WIDTH / 2 ? Float.MAX_VALUE : -Float.MAX_VALUE);
			case "colour" -> new ImagePlus(kind, new ColorProcessor(WIDTH, HEIGHT, TestImages.twoTextures("", WIDTH, HEIGHT, 1)
				.getProcessor().convertToRGB().convertToColorProcessor().getPixels() instanceof int[] p ? p : null));
			case "two channels" -> channels();
			case "int32" -> new ImagePlus(kind, new IntProcessor(WIDTH, HEIGHT));
			default -> throw new IllegalArgumentException(kind);
		};
	}

	private static ImagePlus floats(final int width, final int height, final IntToDoubleFunction values) {
		final float[] pixels = new float[width * height];
		for (int i = 0; i < pixels.length; i++) pixels[i] = (float) values.applyAsDouble(i);
		return new ImagePlus("floats", new FloatProcessor(width, height, pixels));
	}

	private static ImagePlus channels() {
		final ImageProcessor plane = TestImages.twoTextures("", WIDTH, HEIGHT, 1).getProcessor();
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		stack.addSlice(plane);
		stack.addSlice(plane.duplicate());
		final ImagePlus image = new ImagePlus("two channels", stack);
		image.setDimensions(2, 1, 1);
		image.setOpenAsHyperStack(true);
		return image;
	}

	private static void save(final ImagePlus image, final Path path) throws IOException {
		Files.createDirectories(path.getParent());
		final FileSaver saver = new FileSaver(image);
		final boolean saved = path.toString().endsWith(".png") ? saver.saveAsPng(path.toString()) : image.getStackSize() > 1
			? saver.saveAsTiffStack(path.toString()) : saver.saveAsTiff(path.toString());
		if (!saved) throw new IOException("saving " + path);
	}

	private void images() throws IOException {
		final Path grey = file("grey");
		for (final String copy : new String[] { "images/a.tif", "twins/b.tif", "größe 画像.tif" }) copy(grey, copy);
		for (final String png : new String[] { "images/a.png", "images/b.png", "twins/b.png" }) save(image("grey"), dir.resolve(
			png));
		Files.delete(dir.resolve("images/a.tif"));
		Files.copy(dir.resolve("images/a.png"), dir.resolve("really-png.tif"));
		Files.createDirectories(dir.resolve("empty"));
		Files.createDirectories(dir.resolve(READ_ONLY)).toFile().setWritable(false);
		Files.writeString(dir.resolve("file"), "a file");
		text("text.tif", "no image");
		text("broken/a.png", "no image");
		text("zero.png", "");
		final byte[] tiff = Files.readAllBytes(grey);
		bytes("cut.tif", Arrays.copyOf(tiff, tiff.length / 2));
		final Path fuzz = Path.of("test-data/fuzz/sc/fiji/unsupervised/imagej/ImageFuzzTestInputs/image");
		Files.copy(fuzz.resolve("huge.png"), dir.resolve("huge.png"));
		Files.copy(fuzz.resolve("found-long-text-tag"), dir.resolve("tags.tif"));
		save(image("colour"), dir.resolve("colour.tif"));
		save(image("labels"), dir.resolve("labels.tif"));
		save(TestImages.truth("one", 1, 1, 1), dir.resolve("one.png"));
		save(TestImages.truth("white", WIDTH, 1, 1).resize(WIDTH, HEIGHT, "none"), dir.resolve("white.png"));
	}

	private void copy(final Path from, final String to) throws IOException {
		Files.createDirectories(dir.resolve(to).getParent());
		Files.copy(from, dir.resolve(to));
	}

	private void text(final String name, final String text) throws IOException {
		bytes(name, text.getBytes(StandardCharsets.UTF_8));
	}

	private void bytes(final String name, final byte[] bytes) throws IOException {
		Files.createDirectories(dir.resolve(name).getParent());
		Files.write(dir.resolve(name), bytes);
	}

	private void models() throws IOException {
		final Path good = Path.of("test-data", "models", "format-2.useg");
		Files.copy(good, dir.resolve("good.useg"));
		text("text.useg", "no model");
		text("zero.useg", "");
		final byte[] all = Files.readAllBytes(good);
		bytes("cut.useg", Arrays.copyOf(all, all.length - 100));
		model("zip.useg", entries -> new LinkedHashMap<>(Map.of("readme.txt", new byte[3])));
		model("newer.useg", replace("\"format\": 2", "\"format\": 99"));
		model("lost.useg", replace("\"backbone\": \"texture\"", "\"backbone\": \"file:nowhere/net.safetensors\""));
		model("nan.useg", tensor("clusters", t -> {
			t.data()[0] = Float.NaN;
			return t;
		}));
		model("misfit.useg", tensor("head.cluster1.0.weight", t -> new Tensor(new float[t.size(0)], t.size(0), 1)));
		model("state.useg", tensor("backbone.texture.mean", t -> new Tensor(new float[2], 2)));
		model("bomb.useg", entries -> {
			entries.put(TENSORS, new byte[4 << 20]);
			return entries;
		});
	}

	private static UnaryOperator<Map<String, byte[]>> replace(final String before, final String after) {
		return entries -> {
			final String text = new String(entries.get(JSON), StandardCharsets.UTF_8);
			if (!text.contains(before)) throw new IllegalStateException(before);
			entries.put(JSON, text.replace(before, after).getBytes(StandardCharsets.UTF_8));
			return entries;
		};
	}

	private static UnaryOperator<Map<String, byte[]>> tensor(final String name, final UnaryOperator<Tensor> change) {
		return entries -> {
			final SafeTensors before = SafeTensors.of("model", entries.get(TENSORS));
			final Map<String, Tensor> tensors = new LinkedHashMap<>();
			for (final String n : before.names()) tensors.put(n, n.equals(name) ? change.apply(before.get(n)) : before.get(n));
			if (!tensors.containsKey(name)) throw new IllegalStateException(name + " in " + tensors.keySet());
			entries.put(TENSORS, SafeTensors.encode(tensors));
			return entries;
		};
	}

	private void model(final String name, final UnaryOperator<Map<String, byte[]>> change) throws IOException {
		final Map<String, byte[]> entries = new LinkedHashMap<>();
		try (ZipFile zip = new ZipFile(dir.resolve("good.useg").toFile())) {
			for (final ZipEntry e : zip.stream().toList()) entries.put(e.getName(), zip.getInputStream(e).readAllBytes());
		}
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (final Map.Entry<String, byte[]> e : change.apply(entries).entrySet()) {
				zip.putNextEntry(new ZipEntry(e.getKey()));
				zip.write(e.getValue());
			}
		}
		bytes(name, bytes.toByteArray());
	}

	private void weights() throws IOException {
		text("text.safetensors", "no weights");
		text("empty.safetensors", "");
		SafeTensors.write(dir.resolve("foreign.safetensors"), Map.of("conv1.weight", new Tensor(new float[4], 2, 2)));
		SmallVit.write(dir.resolve("vit.safetensors"), 0);
		SmallVit.write(dir.resolve("nan.safetensors"), Float.NaN);
		final byte[] all = Files.readAllBytes(dir.resolve("vit.safetensors"));
		bytes("cut.safetensors", Arrays.copyOf(all, all.length - 4));
	}

	/** Every file, and a number that changes with its content; folders count as files without content. */
	Map<String, Long> contents() throws IOException {
		final Map<String, Long> contents = new TreeMap<>();
		try (Stream<Path> files = Files.walk(dir)) {
			for (final Path file : files.toList()) {
				final CRC32 sum = new CRC32();
				if (Files.isRegularFile(file)) sum.update(ByteBuffer.wrap(Files.readAllBytes(file)));
				contents.put(dir.relativize(file).toString(), sum.getValue());
			}
		}
		return contents;
	}
}
