package sc.fiji.unsupervised.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.WholeFile;
import sc.fiji.unsupervised.model.MergeTree.Merge;
import sc.fiji.unsupervised.model.SegmentationModel.BackboneInfo;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.model.SegmentationModel.Clusters;
import sc.fiji.unsupervised.model.SegmentationModel.Input;
import sc.fiji.unsupervised.model.SegmentationModel.Training;

/**
 * The model file {@code *.useg}: a zip of {@code model.json} (all but tensors), {@code tensors.safetensors} and
 * {@code preview.png}. Equal models give equal bytes. Sizes are checked before anything is allocated: reading takes at
 * most 32 MB and 250 times the size of the file, whatever it says. Nothing is unpacked to the disk.
 */
public final class ModelFile {

	/** Raised whenever an old reader could misread a new file. */
	private static final int FORMAT = 3;

	private static final String JSON = "model.json", TENSORS = "tensors.safetensors", PREVIEW = "preview.png";
	/** An entry may unpack to these bytes and ten times the file: numbers pack to a half, a long curve to a fifth. */
	private static final long ALWAYS = 1 << 20, PER_BYTE = 10;
	private static final String HEAD = "head.", STATE = "backbone.", CENTRES = "clusters",
			SHARES = "shares", CONTACT = "contact";
	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
		.serializeSpecialFloatingPointValues().create();

	/** {@code model.json}; format 1 had one prototype for each class, in that order, and neither tree nor classOf; formats 1
	 * and 2 had no gamma. */
	private record Document(int format, Input input, String backbone, String sha256, Training training, String metric,
		float spread, List<Merge> tree, int[] classOf, List<ClassInfo> classes, String refine)
	{}

	private ModelFile() {}

	/**
	 * Writes a model, whole or not at all.
	 *
	 * @throws UserException if the place cannot be written to
	 */
	public static void write(final Path path, final SegmentationModel model) {
		final Path target = path.toAbsolutePath();
		try {
			Files.createDirectories(target.getParent());
			final byte[] content = encode(model);
			WholeFile.write(target, temporary -> Files.write(temporary, content));
		}
		catch (final FileAlreadyExistsException e) {
			throw new UserException("model=" + path + " lies below a file, not a folder; choose another place.", e);
		}
		catch (final IOException e) {
			throw new UserException("model=" + path + " cannot be written; choose a writable folder with enough space.", e);
		}
	}

	private static byte[] encode(final SegmentationModel m) throws IOException {
		final Document document = new Document(FORMAT, m.input(), m.backbone().id(), m.backbone().sha256(), m.training(), m
			.clusters().metric(), m.clusters().spread(), m.clusters().tree().merges(), m.clusters().classOf(), m.classes(), m
				.refine());
		final Map<String, Tensor> tensors = new TreeMap<>();
		m.head().forEach((name, t) -> tensors.put(HEAD + name, t));
		m.backbone().state().forEach((name, t) -> tensors.put(STATE + name, t));
		tensors.put(CENTRES, m.clusters().centres());
		tensors.put(SHARES, m.clusters().shares());
		tensors.put(CONTACT, m.clusters().contact());
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			put(zip, JSON, GSON.toJson(document).getBytes(StandardCharsets.UTF_8));
			put(zip, TENSORS, SafeTensors.encode(tensors));
			put(zip, PREVIEW, m.preview());
		}
		return bytes.toByteArray();
	}

	private static void put(final ZipOutputStream zip, final String name, final byte[] data) throws IOException {
		final ZipEntry entry = new ZipEntry(name);
		entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
		zip.putNextEntry(entry);
		zip.write(data);
		zip.closeEntry();
	}

	/**
	 * Reads a model.
	 *
	 * @throws UserException if the file is missing, damaged, of a newer format or no model
	 */
	public static SegmentationModel read(final Path path) {
		if (Files.isDirectory(path)) throw new UserException("model=" + path + " is a folder; choose a .useg file in it.");
		if (!Files.isRegularFile(path)) throw new UserException("model=" + path +
			" does not exist; choose a .useg file made by Segment Stack or Train Model.");
		try (ZipFile zip = new ZipFile(path.toFile())) {
			final int limit = (int) Math.min(ALWAYS + PER_BYTE * Files.size(path), Integer.MAX_VALUE - 8);
			return decode(path, entry(zip, JSON, limit), entry(zip, TENSORS, limit), entry(zip, PREVIEW, limit));
		}
		catch (IOException | IllegalArgumentException e) {
			throw unreadable(path, e); // the latter for a name that is no text
		}
	}

	/**
	 * A model from the entries of its file.
	 *
	 * @param path for messages
	 * @throws UserException if something is damaged
	 */
	static SegmentationModel decode(final Path path, final byte[] json, final byte[] tensors, final byte[] preview) {
		try {
			final Document d = GSON.fromJson(new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8),
				Document.class);
			if (d == null) throw new JsonParseException("empty");
			if (d.format > FORMAT) throw new UserException("model=" + path + " has format " + d.format +
				", which is newer than this plugin's " + FORMAT + "; update the plugin.");
			return assemble(d, SafeTensors.of(path.toString(), tensors), preview);
		}
		catch (final UserException e) {
			throw e;
		}
		// Whatever is missing or of a wrong type in the file ends here.
		catch (RuntimeException | StackOverflowError e) {
			throw unreadable(path, e);
		}
	}

	private static UserException unreadable(final Path path, final Throwable cause) {
		return new UserException("model=" + path + " is no readable model file; choose a .useg file or train it anew.", cause);
	}

	private static SegmentationModel assemble(final Document d, final SafeTensors tensors, final byte[] preview) {
		final Map<String, Tensor> head = new LinkedHashMap<>(), state = new LinkedHashMap<>();
		for (final String name : tensors.names()) {
			if (name.startsWith(HEAD)) head.put(name.substring(HEAD.length()), tensors.get(name));
			if (name.startsWith(STATE)) state.put(name.substring(STATE.length()), tensors.get(name));
		}
		final SegmentationModel model = new SegmentationModel(d.input, new BackboneInfo(d.backbone, d.sha256, state), d.training, head,
			d.format < 2 ? firstFormat(d, tensors.get(CENTRES)) : new Clusters(d.metric, d.spread, tensors.get(CENTRES), tensors
				.get(SHARES), tensors.get(CONTACT), new MergeTree(d.classOf.length, d.tree), d.classOf), d.classes, d.refine,
			preview);
		ModelCheck.check(model);
		return model;
	}

	private static Clusters firstFormat(final Document d, final Tensor centres) {
		final int n = d.classes.size();
		final float[] shares = new float[n];
		final int[] classOf = new int[n];
		for (int k = 0; k < n; k++) {
			shares[k] = (float) d.classes.get(k).share();
			classOf[k] = k;
		}
		return new Clusters(d.metric, d.spread, centres, new Tensor(shares, n), new Tensor(new float[n * n], n, n), MergeTree
			.unknown(n), classOf);
	}

	private static byte[] entry(final ZipFile zip, final String name, final int limit) throws IOException {
		if (zip.stream().filter(e -> e.getName().equals(name)).count() != 1) throw new IOException("no " + name + ", or two");
		final ZipEntry entry = zip.getEntry(name);
		try (InputStream in = zip.getInputStream(entry)) {
			final byte[] data = in.readNBytes(limit);
			if (in.read() >= 0) throw new IOException(name + " is too large");
			return data;
		}
	}
}
