package sc.fiji.unsupervised.imagej;

import java.util.Map;

import ij.ImagePlus;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.segment.Exploration;
import sc.fiji.unsupervised.segment.Pins;

/** The command behind an {@link Explorer}: it knows the keys, the explorer the screen. */
public interface ExplorerHost {

	/** Name of the command. */
	String title();

	/** Opens what is explored; called once, and on the one thread that uses it. */
	Exploration open(Progress progress);

	/** Labels the stack by the nearest of the points; on the same thread. */
	ImagePlus label(Exploration exploration, Pins pins, Progress progress);

	/** Text by key of the line that repeats the last labelling. */
	Map<String, String> keys();
}
