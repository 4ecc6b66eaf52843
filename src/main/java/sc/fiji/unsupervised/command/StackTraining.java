package sc.fiji.unsupervised.command;

import ij.ImagePlus;

import org.scijava.plugin.Parameter;

/** The keys of every command that trains on the active stack. */
abstract class StackTraining extends Training {

	@Parameter(label = "Image", description = "The stack to learn from.", persist = false)
	ImagePlus image;

	@Parameter(label = "Region", description = "Where to look for classes and to label: selection takes the area that is selected, or all where none " +
		"is, whole takes all of the image.", choices = { "selection", "whole" }, persist = false)
	String region = "selection";
}
