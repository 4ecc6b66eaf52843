package sc.fiji.unsupervised.segment;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.nio.FloatBufferAccess;
import net.imglib2.img.basictypeaccess.nio.ShortBufferAccess;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.BlockStore;

/**
 * Labels of an image that come slice by slice, kept outside of Java's heap: in memory up to a limit, beyond it in a
 * temporary file. All slices have one size.
 */
public final class LabelStore implements AutoCloseable {

	private static final long MEMORY = 256 << 20;
	private static final Cleaner CLEANER = Cleaner.create();

	private final long memory;
	private final List<String> devices = new ArrayList<>();
	private BlockStore labels, probabilities;
	private long[] size, mapSize;
	private int classes, count;
	private double seconds;

	public LabelStore() {
		this(MEMORY);
	}

	/** @param memory bytes that may lie in memory, for labels and as many for probabilities */
	LabelStore(final long memory) {
		this.memory = memory;
	}

	/** Number of slices that are there. */
	public int size() {
		return count;
	}

	/** Bytes of all labels and probabilities that are there. */
	public long bytes() {
		return count * (bytes(labels) + bytes(probabilities));
	}

	private static long bytes(final BlockStore store) {
		return store == null ? 0 : store.blockBytes();
	}

	/**
	 * Keeps the labels of the next slice.
	 *
	 * @throws UserException if the temporary folder is full or cannot be written
	 */
	public void add(final Labels slice) {
		final Img<? extends IntegerType<?>> image = slice.slices().get(0);
		size = image.dimensionsAsLongArray();
		classes = slice.classes();
		seconds += slice.seconds();
		if (!devices.contains(slice.device())) devices.add(slice.device());
		final int pixels = (int) image.size();
		final ByteBuffer block = ByteBuffer.allocate(isWide() ? 2 * pixels : pixels).order(ByteOrder.LITTLE_ENDIAN);
		for (final IntegerType<?> label : Views.flatIterable(image)) {
			if (isWide()) block.putShort((short) label.getInteger());
			else block.put((byte) label.getInteger());
		}
		if (labels == null) labels = new BlockStore(block.capacity(), memory);
		keep(labels, block.flip());
		if (!slice.probabilities().isEmpty()) add(slice.probabilities().get(0));
		count++;
	}

	private boolean isWide() {
		return classes > TrainOptions.MAX_CLASSES;
	}

	private void add(final Img<FloatType> maps) {
		mapSize = maps.dimensionsAsLongArray();
		final ByteBuffer block = ByteBuffer.allocate(Math.toIntExact(4 * maps.size())).order(ByteOrder.LITTLE_ENDIAN);
		for (final FloatType value : Views.flatIterable(maps)) block.putFloat(value.get());
		if (probabilities == null) probabilities = new BlockStore(block.capacity(), memory);
		keep(probabilities, block.flip());
	}

	private static void keep(final BlockStore store, final ByteBuffer block) {
		try {
			store.add(block);
		}
		catch (final IOException e) {
			throw new UserException("The labels do not fit into the temporary folder " + System.getProperty("java.io.tmpdir") +
				"; free some disk space, or let -Djava.io.tmpdir name another folder.", e);
		}
	}

	/** All labels so far, each slice read when it is asked for; to be used until this is closed or cleared. */
	public Labels labels() {
		return labels(this);
	}

	/** All labels so far, to which this belongs from now on: it is closed when nobody can read them any more. */
	public Labels handOver() {
		final Object owner = new Object();
		final BlockStore kept = labels, maps = probabilities;
		CLEANER.register(owner, () -> close(kept, maps));
		return labels(owner);
	}

	private Labels labels(final Object owner) {
		final BlockStore kept = labels, maps = probabilities;
		final boolean wide = isWide();
		final long[] plane = size, cube = mapSize;
		return new Labels(new Slices<Img<? extends IntegerType<?>>>(owner, count, i -> {
			final ByteBuffer block = copy(kept, i);
			return wide ? ArrayImgs.unsignedShorts(new ShortBufferAccess(block, false), plane) : ArrayImgs.unsignedBytes(block
				.array(), plane);
		}), maps == null ? List.of() : new Slices<>(owner, count, i -> ArrayImgs.floats(new FloatBufferAccess(copy(maps, i), false),
			cube)), classes, String.join(", then ", devices), seconds);
	}

	private static ByteBuffer copy(final BlockStore store, final int index) {
		try {
			return store.copy(index);
		}
		catch (final IOException e) {
			throw new UserException("The labels cannot be read from the temporary folder " + System.getProperty(
				"java.io.tmpdir") + " any more; label the image again.", e);
		}
	}

	/** Slices that are read when they are asked for; of them the last one is remembered, whose classes follow each other. */
	private static final class Slices<T> extends AbstractList<T> {

		/** Must stay as long as this. */
		@SuppressWarnings("unused")
		private final Object owner;
		private final int count;
		private final IntFunction<T> read;
		private int index = -1;
		private T last;

		Slices(final Object owner, final int count, final IntFunction<T> read) {
			this.owner = owner;
			this.count = count;
			this.read = read;
		}

		@Override
		public synchronized T get(final int i) {
			Objects.checkIndex(i, count);
			if (i != index) last = read.apply(i);
			index = i;
			return last;
		}

		@Override
		public int size() {
			return count;
		}
	}

	/** Forgets all labels, so that those of another image may come. */
	public void clear() {
		close();
		devices.clear();
		labels = null;
		probabilities = null;
		count = 0;
		seconds = 0;
	}

	@Override
	public void close() {
		close(labels, probabilities);
	}

	private static void close(final BlockStore labels, final BlockStore probabilities) {
		if (labels != null) labels.close();
		if (probabilities != null) probabilities.close();
	}
}
