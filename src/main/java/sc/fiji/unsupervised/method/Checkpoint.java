package sc.fiji.unsupervised.method;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;

/**
 * The file in which a training keeps how far it has come, so that after a kill the same training goes on there and ends
 * with the same bytes. When it is written has no influence on the result. The file holds a SHA-256 over the identity of the
 * training and the state, then the state as safetensors; one that is damaged or of another training is not used.
 */
public final class Checkpoint {

	/** Keeps nothing. */
	public static final Checkpoint NONE = new Checkpoint(null, Duration.ZERO);

	/**
	 * First steps that who goes on takes once more, before the state is put in: libtorch computes the first runs of a script
	 * in another way than the later ones, which shows in the last bits.
	 */
	static final int WARM = 10;

	private static final Duration USUAL = Duration.ofSeconds(5);
	/** The longest file that is read; beyond any training that writes one. */
	private static final long MOST_BYTES = 1 << 30;
	private static final int HASH = 32;
	/** Writing takes at most one part in so many of the time. */
	private static final int RARELY = 20;

	private final Path file;
	private final long pause;
	private String identity = "";
	private Progress log = Progress.NONE;
	private long next;
	private boolean broken;

	private Checkpoint(final Path file, final Duration pause) {
		this.file = file;
		this.pause = pause.toNanos();
	}

	/** Written every few seconds, and when the user stops the training. */
	public static Checkpoint at(final Path file) {
		return at(file, USUAL);
	}

	/** @param pause least time between two writings; zero for every step */
	public static Checkpoint at(final Path file, final Duration pause) {
		return new Checkpoint(file.toAbsolutePath(), pause);
	}

	/**
	 * What an earlier run of the same training kept. To be called before the first step.
	 *
	 * @param training all on which the steps depend
	 */
	Optional<TrainingState> resume(final Supplier<String> training, final Progress progress) {
		if (file == null) return Optional.empty();
		identity = training.get();
		log = progress;
		next = System.nanoTime() + pause;
		try {
			if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) return Optional.empty();
			final byte[] content = Files.readAllBytes(file);
			final byte[] state = Arrays.copyOfRange(content, Math.min(HASH, content.length), content.length);
			if (Arrays.equals(Arrays.copyOf(content, HASH), hash(state))) {
				final TrainingState before = TrainingState.decode(file.toString(), state);
				log.log("The training goes on after step " + before.step() + " (" + file + ").");
				return Optional.of(before);
			}
			log.log("The training begins anew: " + file + " is damaged or of another training.");
		}
		catch (final IOException | RuntimeException e) {
			log.log("The training begins anew: " + file + " cannot be read (" + e.getMessage() + ").");
		}
		return Optional.empty();
	}

	private byte[] hash(final byte[] state) {
		final MessageDigest digest = TrainingIdentity.digest();
		digest.update(identity.getBytes(StandardCharsets.UTF_8));
		return digest.digest(state);
	}

	/**
	 * To be called after each step; keeps the state if it is time.
	 *
	 * @param report tells the user about the step; if he then stops the training, the state is kept, too
	 */
	void after(final Supplier<TrainingState> state, final Runnable report) {
		if (file != null && System.nanoTime() - next >= 0) keep(state.get());
		try {
			report.run();
		}
		catch (final CancelledException e) {
			if (file != null) keep(state.get());
			throw e;
		}
	}

	/** A training does not fail because its state cannot be kept. */
	private void keep(final TrainingState state) {
		// A channel would refuse to write for a thread that is interrupted.
		final boolean interrupted = Thread.interrupted();
		final long start = System.nanoTime();
		try {
			write(state.encode());
		}
		catch (final IOException e) {
			if (!broken) log.log("What is trained so far cannot be kept in " + file + " (" + e + ").");
			broken = true;
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
		final long now = System.nanoTime();
		next = now + Math.max(pause, pause == 0 ? 0 : RARELY * (now - start));
	}

	private void write(final byte[] state) throws IOException {
		Files.createDirectories(file.getParent());
		try (FileChannel channel = FileChannel.open(temporary(), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
			StandardOpenOption.TRUNCATE_EXISTING))
		{
			for (final byte[] part : new byte[][] { hash(state), state }) {
				final ByteBuffer bytes = ByteBuffer.wrap(part);
				while (bytes.hasRemaining()) channel.write(bytes);
			}
			channel.force(true);
		}
		Files.move(temporary(), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

	/** Of a fixed name, so that what a kill leaves of it is used or deleted by the next run. */
	private Path temporary() {
		return file.resolveSibling("." + file.getFileName() + ".tmp");
	}

	/** To be called when the trained model is safe. */
	public void delete() {
		if (file == null) return;
		try {
			Files.deleteIfExists(file);
			Files.deleteIfExists(temporary());
		}
		catch (final IOException e) {
			log.log("The file " + file + " is not needed any more and cannot be deleted (" + e + ").");
		}
	}
}
