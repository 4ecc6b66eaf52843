package sc.fiji.unsupervised.command;

import java.nio.file.Path;
import java.util.Optional;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.imagej.InputFile;
import sc.fiji.unsupervised.stack.ImageStack;
import sc.fiji.unsupervised.stack.Position;
import sc.fiji.unsupervised.stack.Region;

/** An image of a folder job, in the colours of the set. Remembers why it could not be read. */
final class FolderFile implements ImageStack {

	private final InputFile file;
	private final ImageStack stack;
	private volatile UserException failure;

	/** @param stack the file, perhaps in other colours */
	FolderFile(final InputFile file, final ImageStack stack) {
		this.file = file;
		this.stack = stack;
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
	public int slices() {
		return stack.slices();
	}

	@Override
	public int channels() {
		return stack.channels();
	}

	@Override
	public boolean isRgb() {
		return stack.isRgb();
	}

	@Override
	public int width(final int slice) {
		return stack.width(slice);
	}

	@Override
	public int height(final int slice) {
		return stack.height(slice);
	}

	@Override
	public Position position(final int slice) {
		return stack.position(slice);
	}

	@Override
	public float[] plane(final int slice, final int channel) {
		try {
			return stack.plane(slice, channel);
		}
		catch (final UserException e) {
			failure = e;
			throw e;
		}
	}

	@Override
	public Region region(final int slice) {
		return stack.region(slice);
	}

	@Override
	public double depth(final int slice) {
		return stack.depth(slice);
	}
}
