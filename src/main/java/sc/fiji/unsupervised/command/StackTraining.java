package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import org.scijava.plugin.Parameter;

/** The keys of every command that trains on the active stack. */
abstract class StackTraining extends Training {

	@Parameter(label = "Image", description = "The stack to learn from.", persist = false)
	ImagePlus image;
}
