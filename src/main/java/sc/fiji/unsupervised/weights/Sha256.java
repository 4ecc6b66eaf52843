package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import sc.fiji.unsupervised.Progress;

/** The SHA-256 of files. */
public final class Sha256 {

	private static final int BLOCK = 1 << 18;

	private Sha256() {}

	/**
	 * @return 64 lower-case hexadecimal digits
	 * @throws sc.fiji.unsupervised.CancelledException if the user stopped it
	 */
	public static String of(final Path file, final Progress progress) throws IOException {
		final MessageDigest digest = digest();
		final ByteBuffer block = ByteBuffer.allocate(BLOCK);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			final double size = Math.max(1, channel.size());
			while (channel.read(block) >= 0) {
				digest.update(block.flip());
				block.clear();
				progress.step("Checking", channel.position() / size, file.getFileName().toString());
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException(e); // every Java has it
		}
	}
}
