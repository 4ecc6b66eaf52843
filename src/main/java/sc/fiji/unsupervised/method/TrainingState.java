package sc.fiji.unsupervised.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

/**
 * How far a training has come. Random draws are no part of it: they follow from the seed and the number of steps, so who
 * goes on draws those of the past once more.
 *
 * @param step number of steps that are done
 * @param records of these steps; empty for methods that keep none
 * @param arrays of the {@link Parameters}, by name
 */
record TrainingState(int step, List<StepRecord> records, Map<String, Tensor> arrays) {

	private static final String STEP = "step", RECORDS = "records", ARRAY = "array.";
	/** Numbers of a record beside histograms and shares. */
	private static final int PLAIN = 8, TERMS = 3;

	/** All of it as float32; counts and steps are below 2^24 and therefore exact. */
	byte[] encode() {
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		tensors.put(STEP, new Tensor(new float[] { step }, 1));
		final int width = records.isEmpty() ? 0 : PLAIN + TERMS * HeadScript.BINS + records.get(0).shares().length;
		final float[] rows = new float[records.size() * width];
		for (int i = 0; i < records.size(); i++) write(records.get(i), rows, i * width);
		tensors.put(RECORDS, new Tensor(rows, records.size(), width));
		arrays.forEach((name, array) -> tensors.put(ARRAY + name, array));
		return SafeTensors.encode(tensors);
	}

	private static void write(final StepRecord record, final float[] rows, final int start) {
		rows[start] = record.loss();
		System.arraycopy(record.row(), 0, rows, start + 1, PLAIN - 1);
		int at = start + PLAIN;
		for (final int[] histogram : record.histograms())
			for (final int count : histogram) rows[at++] = count;
		System.arraycopy(record.shares(), 0, rows, at, record.shares().length);
	}

	/** The reverse of {@link #encode}. */
	static TrainingState decode(final String name, final byte[] content) {
		final SafeTensors file = SafeTensors.of(name, content);
		final Map<String, Tensor> arrays = new LinkedHashMap<>();
		for (final String tensor : file.names())
			if (tensor.startsWith(ARRAY)) arrays.put(tensor.substring(ARRAY.length()), file.get(tensor));
		final Tensor rows = file.get(RECORDS);
		final List<StepRecord> records = new ArrayList<>();
		for (int i = 0; i < rows.size(0); i++) records.add(read(rows.data(), i * rows.size(1), rows.size(1)));
		return new TrainingState((int) file.get(STEP).data()[0], records, arrays);
	}

	private static StepRecord read(final float[] rows, final int start, final int width) {
		final float[] losses = new float[TERMS], similarity = new float[TERMS];
		System.arraycopy(rows, start + 1, losses, 0, TERMS);
		System.arraycopy(rows, start + 2 + TERMS, similarity, 0, TERMS);
		final int[][] histograms = new int[TERMS][HeadScript.BINS];
		int at = start + PLAIN;
		for (final int[] histogram : histograms)
			for (int b = 0; b < histogram.length; b++) histogram[b] = (int) rows[at++];
		final float[] shares = new float[start + width - at];
		System.arraycopy(rows, at, shares, 0, shares.length);
		return new StepRecord(rows[start], losses, rows[start + 1 + TERMS], similarity, histograms, shares);
	}
}
