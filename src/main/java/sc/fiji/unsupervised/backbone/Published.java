package sc.fiji.unsupervised.backbone;

import java.net.URI;

/**
 * Where the file of a published network can be had, and what it must be.
 *
 * @param address of the file itself; names a commit where one is known
 * @param bytes size of the file; where only its rounded size was published, the most that it can be
 * @param sha256 of the file, 64 lower-case hexadecimal digits; empty when it is not known, so that the file can be
 *          imported but not downloaded
 */
public record Published(URI address, long bytes, String sha256) {

	/** Whether the file can be checked, and may therefore be downloaded. */
	public boolean isPinned() {
		return !sha256.isEmpty();
	}

	/** The server that is asked. */
	public String host() {
		return address.getHost();
	}

	/** Size in units of 10^6 bytes. */
	public int megabytes() {
		return (int) Math.round(bytes / 1e6);
	}
}
