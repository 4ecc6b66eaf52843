// Segments all images of a folder as one set: one model, the same classes everywhere.
//
// Run this macro (Plugins > Macros > Run..., or drag it onto ImageJ). It asks for the folders, or takes the keys as its
// argument, for example from another macro: runMacro("Segment_Folder.ijm", "folder=[/my images] output=/results classes=3").
// Writes labels, pictures, measurements.csv and model.useg. A run that was interrupted goes on when it is started again.

options = getArgument();
if (options == "")
	options = "folder=[" + getDirectory("Folder of images") + "] output=[" + getDirectory("Folder for the results") +
		"] classes=4";
run("Segment Folder...", options);
