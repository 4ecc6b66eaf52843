package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;

import java.util.Map;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.segment.ClusterMaps;

/** The command behind a {@link ClassEditor}: it knows files and keys, the editor the screen. */
public interface ClassEditorHost {

	/** Name of the command. */
	String title();

	/** The model as it is in its file. */
	SegmentationModel model();

	/** Opens the stack with the model; called once, on the one thread that uses it. */
	ClusterMaps open(Progress progress);

	/** Writes the model to its file. */
	void save(SegmentationModel model);

	/** Labels the whole stack, with refined borders; on the thread of {@link #open}. */
	ImagePlus label(SegmentationModel model, Progress progress);

	/** Keys that every line of this command needs, with their texts. */
	Map<String, String> keys();
}
