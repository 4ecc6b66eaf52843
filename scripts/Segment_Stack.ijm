// Segments the active image: a class for every pixel, the same classes in every slice, without annotations.
//
// Open a stack, then run this macro (Plugins > Macros > Run..., or drag it onto ImageJ). It opens nothing itself, works
// in batch mode too, and leaves the label stack "<name>-labels" as the active image. The keys and their defaults stand
// in docs/commands.md; keys that are left out have their default. Values may come in as the macro's argument, for
// example from another macro: runMacro("Segment_Stack.ijm", "classes=3 refine=none").

options = getArgument();
if (options == "")
	options = "classes=4";
run("Segment Stack...", options);
