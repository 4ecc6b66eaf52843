package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Backbones;
import sc.fiji.unsupervised.backbone.Catalogue;
import sc.fiji.unsupervised.backbone.CatalogueEntry;
import sc.fiji.unsupervised.backbone.ModelsFolder;

/**
 * The weight files in the models folder. A file appears there whole and checked or not at all, whatever happens in
 * between; two programs may work on it at once.
 *
 * <pre>
 * WeightStore store = WeightStore.open();
 * store.download(Backbones.entry("dinov2-s14"), entry -&gt; askTheUser(store.terms(entry)), progress);
 * </pre>
 */
public final class WeightStore {

	private final Path folder;
	private final List<CatalogueEntry> entries;
	private final Patience patience;

	WeightStore(final Path folder, final List<CatalogueEntry> entries, final Patience patience) {
		this.folder = folder;
		this.entries = entries;
		this.patience = patience;
	}

	/** The catalogue's files in the folder that {@link ModelsFolder} names. */
	public static WeightStore open() {
		return new WeightStore(ModelsFolder.path(), Catalogue.entries(), Patience.USUAL);
	}

	public Path folder() {
		return folder;
	}

	/** Every network of the catalogue, in its order; nothing is read but sizes. */
	public List<Weights> list() {
		return entries.stream().map(this::find).toList();
	}

	/** What there is of a network; nothing is read but sizes. */
	public Weights find(final CatalogueEntry entry) {
		return new WeightFile(entry, folder).find();
	}

	/** What a user agrees to with a download, in one line: what, how large, from whom, under which licence, where to. */
	public String terms(final CatalogueEntry entry) {
		return entry.id() + ", " + entry.published().megabytes() + " MB from " + entry.published().host() + ", licence " +
			entry.licence() + ", to " + folder;
	}

	/**
	 * Gets a published file, or what is missing of it, and checks that it is the very one. Does nothing when it is here.
	 *
	 * @param consent is asked before any connection is opened
	 * @throws UserException if consent is not given, the file is not pinned, the network fails or the content is another
	 * @throws CancelledException if the user stopped it; what has come is kept for the next time
	 */
	public void download(final CatalogueEntry entry, final Consent consent, final Progress progress) {
		final WeightFile weights = new WeightFile(entry, folder);
		if (weights.isHere()) return;
		if (!entry.published().isPinned()) throw new UserException("backbone=" + entry.id() +
			" cannot be downloaded, because it is not known what its file must be (SHA-256); fetch " + entry.published()
				.address() + " with a browser and import it (action=import file=<path>).");
		if (!consent.isGiven(entry)) throw new UserException("Nothing was downloaded, because that needs your consent (" +
			terms(entry) + "); add consent=yes to agree.");
		weights.change(progress, () -> {
			if (!weights.isHere()) fetch(entry, weights, progress); // else another program was first
			return null;
		});
	}

	private void fetch(final CatalogueEntry entry, final WeightFile weights, final Progress progress) throws IOException {
		final PartFile part = weights.part();
		weights.checkSpace(entry.published().bytes() - part.length());
		// A program that was killed in the last moment left a complete part.
		if (part.length() != entry.published().bytes()) new Download(entry.published(), part, patience, progress).run();
		final String sha256 = Sha256.of(part.path(), progress);
		if (!sha256.equals(entry.published().sha256())) {
			part.delete();
			throw new UserException("What " + entry.published().host() + " sent is not the published file of " + entry.id() +
				" (SHA-256 " + sha256 + " instead of " + entry.published().sha256() +
				") and was thrown away; try again later, or fetch it elsewhere and import it.");
		}
		weights.settle(part.path(), sha256);
		part.delete();
	}

	/**
	 * Reads a file that is here and compares it with what was published, or with what it was when it came.
	 *
	 * @throws UserException if it is not here or damaged
	 * @throws CancelledException if the user stopped it
	 */
	public Verification verify(final CatalogueEntry entry, final Progress progress) {
		final WeightFile weights = new WeightFile(entry, folder);
		if (!weights.isHere()) throw absent(entry);
		try {
			final Verification now = new Verification(entry, Sha256.of(weights.path(), progress));
			final Optional<String> then = weights.seal().read();
			if (!now.isPublished() && then.isPresent() && !then.get().equals(now.sha256())) throw new UserException("The file " +
				weights.path() + " is damaged (SHA-256 " + now.sha256() + " instead of " + then.get() +
				"); remove it, then download or import it again.");
			if (!now.isPublished()) checkKind(entry, weights.path());
			if (then.isEmpty() && Files.isWritable(folder)) weights.seal().write(now.sha256(), weights.path());
			return now;
		}
		catch (final IOException e) {
			throw new UserException("The file " + weights.path() + " cannot be read (" + e + "); check its permissions.", e);
		}
	}

	private static void checkKind(final CatalogueEntry entry, final Path file) {
		final CatalogueEntry kind = Backbones.recognise(file);
		if (!kind.id().equals(entry.id())) throw new UserException("The file " + file + " holds the network " + kind.id() +
			" and not " + entry.id() + "; remove it, then download or import the right one.");
	}

	/**
	 * Copies a {@code .safetensors} file of the user's into the folder. Which network it is, is seen by its tensors.
	 *
	 * @throws UserException if it cannot be read, is damaged or no network of the catalogue, or there is one already
	 * @throws CancelledException if the user stopped it
	 */
	public Verification importFile(final Path source, final Progress progress) {
		if (!Files.isRegularFile(source)) throw new UserException("file=" + source +
			" does not exist; give the path of a .safetensors file.");
		final CatalogueEntry entry = Backbones.recognise(source);
		final WeightFile weights = new WeightFile(entry, folder);
		return weights.change(progress, () -> {
			if (weights.isHere()) throw new UserException(entry.id() + " is here already, as " + weights.path() +
				"; remove it first (backbone=" + entry.id() + " action=remove).");
			final Path copy = weights.path().resolveSibling(entry.file() + ".import");
			try {
				weights.copy(source, copy, progress);
				checkKind(entry, copy);
				final String sha256 = Sha256.of(copy, progress);
				weights.settle(copy, sha256);
				weights.part().delete();
				return new Verification(entry, sha256);
			}
			finally {
				Files.deleteIfExists(copy);
			}
		});
	}

	/**
	 * Deletes a file, or what was begun of it.
	 *
	 * @throws UserException if there is nothing of it, or it cannot be deleted
	 */
	public void remove(final CatalogueEntry entry, final Progress progress) {
		final WeightFile weights = new WeightFile(entry, folder);
		if (weights.find().state() == State.ABSENT) throw absent(entry);
		weights.change(progress, () -> {
			weights.delete();
			return null;
		});
	}

	private UserException absent(final CatalogueEntry entry) {
		return new UserException("backbone=" + entry.id() + " is not in " + folder + "; download or import it first.");
	}
}
