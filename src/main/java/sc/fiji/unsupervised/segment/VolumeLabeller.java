package sc.fiji.unsupervised.segment;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.crf.Sites;
import sc.fiji.unsupervised.stack.Region;
import sc.fiji.unsupervised.stack.Slices;

/**
 * Labels the sections of a volume, refined together by a dense CRF over x, y and z. A volume that is larger than a block
 * is cut into blocks of sections and, where these are large, of rows; each block is computed with sections and rows
 * around it, so that it sees its surroundings, and the same way on any number of threads.
 */
final class VolumeLabeller {

	/** Pixels of a block with its surroundings, unless {@link #FEWEST} sections of {@link #FEWEST_ROWS} rows have more. */
	private static final int BLOCK = 1 << 22;
	/** Sections of a block with its surroundings; a quarter of them, one at least, lies at either end. */
	private static final int FEWEST = 3, MOST = 16;
	/** Rows of a block with its surroundings, and rows at either end. */
	private static final int FEWEST_ROWS = 192, ROWS = 512, OVERLAP = 64;

	private final Slices slices;
	private final SliceScores scores;
	private final ApplyOptions options;
	/** {@link #BLOCK}, or less in tests. */
	private final int most;
	private final BlockCrf crf = new BlockCrf();
	/** Class scores of the sections that are in use, by slice. */
	private final Map<Integer, PixelScores> open = new TreeMap<>();

	VolumeLabeller(final Slices slices, final SliceScores scores, final ApplyOptions options) {
		this(slices, scores, options, BLOCK);
	}

	/** @param most pixels of a block with its surroundings */
	VolumeLabeller(final Slices slices, final SliceScores scores, final ApplyOptions options, final int most) {
		this.most = most;
		this.slices = slices;
		this.scores = scores;
		this.options = options;
	}

	/**
	 * Labels sections.
	 *
	 * @param first slice of the volume
	 * @param end slice after its last
	 * @param use is given the labels of one slice and its index, slice after slice
	 */
	void label(final int first, final int end, final Progress progress, final ObjIntConsumer<SliceLabels> use) {
		final int width = slices.fullWidth(first), height = slices.fullHeight(first);
		final int sections = sections(width, height, end - first);
		final int overlap = sections == end - first ? 0 : Math.max(1, sections / 4), step = sections - 2 * overlap;
		for (int z = first; z < end; z += step) {
			final int last = Math.min(end, z + step);
			progress.step("Labelling", (double) z / slices.count(), "slices " + (z + 1) + " to " + last + " of " + slices.count());
			final SliceLabels[] found = block(new Block(Math.max(first, z - overlap), z, last, Math.min(end, last + overlap), width,
				height), progress.silent());
			for (int i = 0; i < found.length; i++) use.accept(found[i], z + i);
		}
		open.clear();
	}

	/** Sections of a block with its surroundings. */
	int sections(final int width, final int height, final int all) {
		if ((long) width * height * all <= most) return all;
		return Math.min(all, Math.max(FEWEST, Math.min(MOST, most / width / Math.min(height, ROWS))));
	}

	/** Sections {@code from} to {@code to} are looked at, {@code first} to {@code last} are labelled (both exclusive). */
	private record Block(int from, int first, int last, int to, int width, int height) {

		int sections() {
			return to - from;
		}
	}

	private SliceLabels[] block(final Block block, final Progress progress) {
		open.keySet().removeIf(slice -> slice < block.from);
		for (int s = block.from; s < block.to; s++)
			if (!open.containsKey(s)) open.put(s, scores.of(s, block.width, block.height, progress));
		final Region[] regions = IntStream.range(block.from, block.to).mapToObj(slices::region).toArray(Region[]::new);
		final float[][][] guides = IntStream.range(block.from, block.to).mapToObj(slices::guide).toArray(float[][][]::new);
		final LabelWriter[] writers = IntStream.range(block.first, block.last).mapToObj(s -> new LabelWriter(block.width,
			block.height, scores.classes(), regions[s - block.from], options)).toArray(LabelWriter[]::new);
		final int rows = Math.max(FEWEST_ROWS, most / block.width / block.sections()), step = rows < block.height ? rows - 2 *
			OVERLAP : block.height;
		for (int y = 0; y < block.height; y += step)
			band(block, y, Math.min(block.height, y + step), regions, guides, writers, progress);
		return Arrays.stream(writers).map(LabelWriter::finish).toArray(SliceLabels[]::new);
	}

	/** Labels rows {@code y} to {@code end} (exclusive) of a block. */
	private void band(final Block block, final int y, final int end, final Region[] regions, final float[][][] guides,
		final LabelWriter[] writers, final Progress progress)
	{
		if (Arrays.stream(writers).noneMatch(writer -> writer.wants(y, end))) return;
		final int width = block.width, classes = scores.classes();
		final int from = Math.max(0, y - OVERLAP), to = Math.min(block.height, end + OVERLAP);
		final int plane = (to - from) * width, box = plane * block.sections();
		final float[] p = new float[Math.multiplyExact(classes, box)];
		final float[][] guide = new float[guides[0].length][box];
		final IntStream.Builder chosen = IntStream.builder();
		for (int s = 0; s < block.sections(); s++) {
			final float[] scored = open.get(block.from + s).logProbabilities(from, to);
			for (int k = 0; k < classes; k++) System.arraycopy(scored, k * plane, p, k * box + s * plane, plane);
			for (int c = 0; c < guide.length; c++) System.arraycopy(guides[s][c], from * width, guide[c], s * plane, plane);
			for (final int i : regions[s].indices(width, from, to)) chosen.add(s * plane + i);
		}
		final Sites sites = Sites.box(width, to - from, block.sections(), slices.depth(block.from)).only(chosen.build()
			.toArray());
		final float[] refined = crf.marginals(sites, guide, p, classes, progress);
		for (int i = 0; i < writers.length; i++)
			writers[i].write(refined, (block.first + i - block.from) * plane + (y - from) * width, box, y, end);
	}
}
