package sc.fiji.unsupervised.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.function.Executable;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Backbones;
import sc.fiji.unsupervised.backbone.Catalogue;
import sc.fiji.unsupervised.backbone.CatalogueEntry;

/** Files that come by hand: import, check, damage, remove. */
class WeightStoreTest {

	private static final CatalogueEntry S16 = Backbones.entry("dino-s16"), S8 = Backbones.entry("dino-s8");

	/** Mapped files cannot be deleted on Windows as long as the garbage collector has not unmapped them. */
	@TempDir(cleanup = CleanupMode.NEVER)
	Path folder;

	private Path models, mine;
	private WeightStore store;

	@BeforeEach
	void makeStore() throws IOException {
		models = folder.resolve("cache/models");
		mine = folder.resolve("my weights.safetensors");
		store = new WeightStore(models, Catalogue.entries(), Patience.USUAL);
	}

	private Path file(final CatalogueEntry entry) {
		return models.resolve(entry.file());
	}

	private static String refusal(final Executable action) {
		return assertThrows(UserException.class, action).getMessage();
	}

	@Test
	void anEmptyFolderNeedNotExist() {
		assertEquals(Catalogue.entries().size(), store.list().size());
		assertTrue(store.list().stream().allMatch(w -> w.state() == State.ABSENT && !w.isHere() && w.bytes() == 0));
		assertFalse(Files.exists(models));
	}

	@Test
	void importsAreRecognisedByTheirTensors() throws IOException {
		FakeVit.small(mine, 16);
		final Verification found = store.importFile(mine, Progress.NONE);
		assertEquals(S16, found.entry());
		assertFalse(found.isPublished());
		assertTrue(found.toString().startsWith("dino-s16 is whole; what the published file must be is not known (SHA-256 "), found
			.toString());
		assertEquals(-1, Files.mismatch(mine, file(S16)));
		final Weights here = store.find(S16);
		assertEquals(new Weights(S16, State.PRESENT, Files.size(mine)), here);
		assertEquals(found, store.verify(S16, Progress.NONE));
		System.setProperty("UNSUPERVISED_MODELS", models.toString());
		try {
			assertEquals(file(S16), Backbones.file("dino-s16"));
		}
		finally {
			System.clearProperty("UNSUPERVISED_MODELS");
		}
		assertTrue(refusal(() -> store.importFile(mine, Progress.NONE)).contains("is here already"));
	}

	@Test
	void anotherCopyOfAPinnedNetworkIsSaid() throws IOException {
		FakeVit.small(mine, 8);
		assertTrue(store.importFile(mine, Progress.NONE).toString().contains("another copy than the published file"));
	}

	@Test
	void whatIsNoNetworkIsNotImported() throws IOException {
		assertTrue(refusal(() -> store.importFile(mine, Progress.NONE)).contains("does not exist"));
		Files.write(mine, new byte[] { (byte) 0x80, 2, '}', 'q', 0, '.', 0, 0, 0, 0, 0, 0, 0, 0 }); // a pickle
		assertTrue(refusal(() -> store.importFile(mine, Progress.NONE)).contains("no valid safetensors file"));
		Files.delete(mine);
		FakeVit.small(mine, 32);
		assertTrue(refusal(() -> store.importFile(mine, Progress.NONE)).contains(
			"none of the networks of the catalogue (12 blocks of 384 channels, patches of 32 pixels, 0 registers)"));
		Files.delete(mine);
		FakeVit.small(mine, 16);
		try (RandomAccessFile file = new RandomAccessFile(mine.toFile(), "rw")) {
			file.setLength(file.length() - 1);
		}
		assertTrue(refusal(() -> store.importFile(mine, Progress.NONE)).contains("it is cut off"));
		assertFalse(Files.exists(models));
	}

	@Test
	void cancelledImportsLeaveNothing() throws IOException {
		FakeVit.small(mine, 16);
		final Progress progress = new Progress() {

			private boolean stop;

			@Override
			public void report(final String stage, final double fraction, final String message) {
				stop = stage.equals("Copying") && fraction > 0;
			}

			@Override
			public boolean isCancelled() {
				return stop;
			}
		};
		assertThrows(CancelledException.class, () -> store.importFile(mine, progress));
		try (Stream<Path> files = Files.list(models)) {
			assertEquals(List.of("dino-s16.safetensors.lock"), files.map(f -> f.getFileName().toString()).toList());
		}
	}

	@Test
	void damageIsFound() throws IOException {
		FakeVit.small(mine, 16);
		store.importFile(mine, Progress.NONE);
		try (RandomAccessFile out = new RandomAccessFile(file(S16).toFile(), "rw")) {
			out.seek(out.length() - 5);
			out.write(1);
		}
		assertTrue(refusal(() -> store.verify(S16, Progress.NONE)).contains("is damaged (SHA-256 "));
	}

	@Test
	void filesPutThereByHandAreCheckedOnDemand() throws IOException {
		Files.createDirectories(models);
		FakeVit.small(file(S16), 16);
		FakeVit.small(file(S8), 16);
		assertEquals(State.UNCHECKED, store.find(S16).state());
		store.verify(S16, Progress.NONE);
		assertEquals(State.PRESENT, store.find(S16).state());
		assertTrue(refusal(() -> store.verify(S8, Progress.NONE)).contains("holds the network dino-s16 and not dino-s8"));
		assertEquals(State.UNCHECKED, store.find(S8).state());
	}

	@Test
	void theStartingFileIsNotChanged() throws IOException {
		FakeVit.small(mine, 16);
		final byte[] before = Files.readAllBytes(mine);
		store.importFile(mine, Progress.NONE);
		store.remove(S16, Progress.NONE);
		assertArrayEquals(before, Files.readAllBytes(mine));
	}

	@Test
	void removedIsRemoved() throws IOException {
		FakeVit.small(mine, 16);
		store.importFile(mine, Progress.NONE);
		Files.write(models.resolve("dino-s8.safetensors.part"), new byte[7]);
		assertEquals(new Weights(S8, State.PARTIAL, 7), store.find(S8));
		store.remove(S16, Progress.NONE);
		store.remove(S8, Progress.NONE);
		assertTrue(store.list().stream().allMatch(w -> w.state() == State.ABSENT));
		assertTrue(refusal(() -> store.remove(S16, Progress.NONE)).contains("download or import it first"));
		assertTrue(refusal(() -> store.verify(S16, Progress.NONE)).contains("download or import it first"));
	}

	@Test
	void aFolderThatCannotBeMadeIsSaid() throws IOException {
		FakeVit.small(mine, 16);
		final Path blocked = Files.createFile(folder.resolve("file"));
		final WeightStore other = new WeightStore(blocked.resolve("models"), Catalogue.entries(), Patience.USUAL);
		assertTrue(refusal(() -> other.importFile(mine, Progress.NONE)).contains("UNSUPERVISED_MODELS"));
	}
}
