package sc.fiji.unsupervised.command;

import java.nio.file.Path;
import java.util.Optional;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.StackView;

/** An image of a folder job, in the colours of the set. Remembers why it could not be read. */
final class FolderFile extends StackView {

	private final InputFile file;
	private volatile UserException failure;

	/** @param stack the file, perhaps in other colours */
	FolderFile(final InputFile file, final ImageStack stack) {
		super(stack);
		this.file = file;
	}

	InputFile file() {
		return file;
	}

	Path path() {
		return file.path();
	}

	/** Name of the file with its type. */
	String fileName() {
		return file.path().getFileName().toString();
	}

	/** Why a plane could not be read. */
	Optional<UserException> failure() {
		return Optional.ofNullable(failure);
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		try {
			return super.plane(slice, channel);
		}
		catch (final UserException e) {
			failure = e;
			throw e;
		}
	}
}
