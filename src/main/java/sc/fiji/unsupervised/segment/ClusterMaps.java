package sc.fiji.unsupervised.segment;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.stack.ImageStack;

/**
 * The cluster of every pixel of a stack, found once. A class is a set of clusters and scores as its best one does, so the
 * labels of any edit of the model are a lookup, as long as they are not refined. Calls come from one thread at a time,
 * but {@link #labels} may come from another.
 */
public final class ClusterMaps implements AutoCloseable {

	private final ImageStack stack;
	private final OwnWorkbench workbench;
	/** The model with a class for each cluster. */
	private final SegmentationModel fine;
	private final ApplyOptions options;
	/** Class of {@link #fine} of every pixel, from 1, by slice; null where it was not asked for. */
	private final byte[][] maps;

	private ClusterMaps(final ImageStack stack, final SegmentationModel model, final ApplyOptions options,
		final OwnWorkbench workbench)
	{
		this.stack = stack;
		this.options = new ApplyOptions("none", options.device(), options.threads());
		this.workbench = workbench;
		fine = ClassEdits.number(model, ClassEdits.most(model));
		maps = new byte[stack.slices()][];
	}

	/**
	 * @param model trained on stacks of this kind
	 * @throws UserException if the stack does not fit the model
	 */
	public static ClusterMaps open(final ImageStack stack, final SegmentationModel model, final ApplyOptions options,
		final Progress progress)
	{
		return new ClusterMaps(stack, model, options, new OwnWorkbench(new Session.Options(options.device(), options.threads(),
			model.training().seed()), progress, session -> Workbench.open(session, stack, model)));
	}

	/** Number of slices. */
	public int slices() {
		return maps.length;
	}

	/** Whether the clusters of a slice are known. */
	public synchronized boolean has(final int slice) {
		return maps[slice] != null;
	}

	/** Finds the clusters of a slice unless they are known. */
	public void prepare(final int slice, final Progress progress) {
		if (has(slice)) return;
		final short[] labels = workbench.call(progress, bench -> bench.label(slice, fine, options, progress)).labels();
		final byte[] map = new byte[labels.length];
		for (int i = 0; i < map.length; i++) map[i] = (byte) labels[i];
		synchronized (this) {
			maps[slice] = map;
		}
	}

	/**
	 * Labels of a slice whose clusters are known.
	 *
	 * @param edited the model after any edits of its classes
	 * @return (height, width), 1 to the number of classes as unsigned bytes
	 */
	public byte[] labels(final int slice, final SegmentationModel edited) {
		final int[] cluster = fine.clusters().classOf(), classOf = edited.clusters().classOf();
		final byte[] label = new byte[TrainOptions.MAX_CLASSES + 1];
		for (int c = 0; c < cluster.length; c++) label[cluster[c] + 1] = (byte) (classOf[c] + 1);
		final byte[] map;
		synchronized (this) {
			map = maps[slice];
		}
		final byte[] labels = new byte[map.length];
		for (int i = 0; i < map.length; i++) labels[i] = label[map[i] & 0xff];
		return labels;
	}

	/**
	 * What a pixel stands for as a named point.
	 *
	 * @throws UserException if it lies outside of the stack
	 */
	public float[] code(final int x, final int y, final int slice, final Progress progress) {
		if (slice < 0 || slice >= stack.slices()) throw new UserException("points has a point in slice " + (slice + 1) +
			" but the image has " + stack.slices() + "; use 1 to " + stack.slices() + ".");
		final int width = stack.width(slice), height = stack.height(slice);
		if (x < 0 || x >= width || y < 0 || y >= height) throw new UserException("points has the point " + x + "," + y +
			" outside of the image of " + width + " x " + height + " pixels; use 0 to " + (width - 1) + " and 0 to " + (height -
				1) + ".");
		return workbench.call(progress, bench -> bench.code(slice, bench.codes(slice, fine, progress), x, y));
	}

	@Override
	public void close() {
		workbench.close();
	}
}
