package sc.fiji.unsupervised.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.nio.ByteBufferAccess;
import net.imglib2.img.basictypeaccess.nio.FloatBufferAccess;
import net.imglib2.img.basictypeaccess.nio.ShortBufferAccess;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.BlockStore;

/**
 * Labels of an image that come slice by slice, kept outside of Java's heap until all are there: in memory up to a limit,
 * beyond it in a temporary file. All slices have one size.
 */
public final class LabelStore implements AutoCloseable {

	private static final long MEMORY = 256 << 20;

	private final long memory;
	private final List<Labels> parts = new ArrayList<>();
	private BlockStore labels, probabilities;

	public LabelStore() {
		this(MEMORY);
	}

	/** @param memory bytes that may lie in memory, for labels and as many for probabilities */
	LabelStore(final long memory) {
		this.memory = memory;
	}

	/** Number of slices that are there. */
	public int size() {
		return parts.size();
	}

	/**
	 * Keeps the labels of the next slice.
	 *
	 * @throws UserException if the temporary folder is full or cannot be written
	 */
	public void add(final Labels slice) {
		final Img<? extends IntegerType<?>> image = slice.slices().get(0);
		final boolean wide = slice.classes() > TrainOptions.MAX_CLASSES;
		final int pixels = (int) image.size();
		final ByteBuffer block = ByteBuffer.allocate(wide ? 2 * pixels : pixels).order(ByteOrder.LITTLE_ENDIAN);
		for (final IntegerType<?> label : Views.flatIterable(image)) {
			if (wide) block.putShort((short) label.getInteger());
			else block.put((byte) label.getInteger());
		}
		if (labels == null) labels = new BlockStore(block.capacity(), memory);
		final ByteBuffer kept = keep(labels, block.flip());
		final long width = image.dimension(0), height = image.dimension(1);
		parts.add(new Labels(List.of(wide ? ArrayImgs.unsignedShorts(new ShortBufferAccess(kept, false), width, height)
			: ArrayImgs.unsignedBytes(new ByteBufferAccess(kept, false), width, height)), slice.probabilities().isEmpty() ? List
				.of() : List.of(keep(slice.probabilities().get(0))), slice.classes(), slice.device(), slice.seconds()));
	}

	private Img<FloatType> keep(final Img<FloatType> maps) {
		final ByteBuffer block = ByteBuffer.allocate(Math.toIntExact(4 * maps.size())).order(ByteOrder.LITTLE_ENDIAN);
		for (final FloatType value : Views.flatIterable(maps)) block.putFloat(value.get());
		if (probabilities == null) probabilities = new BlockStore(block.capacity(), memory);
		return ArrayImgs.floats(new FloatBufferAccess(keep(probabilities, block.flip()), false), maps.dimensionsAsLongArray());
	}

	private static ByteBuffer keep(final BlockStore store, final ByteBuffer block) {
		try {
			return store.get(store.add(block));
		}
		catch (final IOException e) {
			throw new UserException("The labels do not fit into the temporary folder " + System.getProperty("java.io.tmpdir") +
				"; free some disk space, or let -Djava.io.tmpdir name another folder.", e);
		}
	}

	/** All labels so far; to be used until this is closed or cleared. */
	public Labels labels() {
		return Labels.join(parts);
	}

	/** Forgets all labels, so that those of another image may come. */
	public void clear() {
		close();
		parts.clear();
		labels = null;
		probabilities = null;
	}

	@Override
	public void close() {
		if (labels != null) labels.close();
		if (probabilities != null) probabilities.close();
	}
}
