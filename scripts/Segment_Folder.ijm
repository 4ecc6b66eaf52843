// Segments the images of a folder as one set: trains once, labels all, and writes labels, pictures and measurements.
//
// Run it with Plugins > Macros > Run... and choose the folders, or give them, and any key of docs/commands.md, as the
// macro's argument, also without a screen:
//   fiji --headless -macro scripts/Segment_Folder.ijm "folder=[/data/in] output=[/data/out] classes=3"
// Started again with the same settings, an interrupted run goes on where it stopped.

options = getArgument();
if (options == "") {
	input = getDirectory("Folder of images");
	output = getDirectory("Folder for the results");
	options = "folder=[" + input + "] output=[" + output + "] classes=4";
}
run("Segment Folder...", options);
