// Labels the active image by examples: a few points of each class, and every pixel gets the class of the most similar one.
//
// Open a stack, then run this macro (Plugins > Macros > Run..., or drag it onto ImageJ). Without an argument it opens the
// tool in which similarity follows the mouse and points are picked; with points=x,y,slice,class;... (pixels from 0, slices
// and classes from 1) it labels at once, for example from another macro:
// runMacro("Segment_From_Points.ijm", "points=10,20,1,1;50,20,1,2").

options = getArgument();
if (options == "")
	options = "backbone=texture";
run("Explore Correspondences...", options);
