package sc.fiji.unsupervised;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, for sentences that name the file themselves. */
public final class FileTrouble {

	private FileTrouble() {}

	/** A few words without a path, where Java often gives the path alone. */
	public static String of(final IOException e) {
		if (e instanceof NoSuchFileException) return "there is no such folder";
		if (e instanceof AccessDeniedException) return "no permission";
		if (e instanceof FileAlreadyExistsException) return "there is a file of that name";
		final String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
		return reason == null ? e.getClass().getSimpleName() : reason;
	}
}
