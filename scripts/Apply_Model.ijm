// Labels the active image with a model that Train Model or Segment Stack saved.
//
// Open a stack, then run this macro (Plugins > Macros > Run..., or drag it onto ImageJ). It asks for the model, or takes
// the path as the macro's argument, for example from another macro: runMacro("Apply_Model.ijm", "/data/model.useg").
// The label stack "<name>-labels" is the active image afterwards.

model = getArgument();
if (model == "")
	model = File.openDialog("Model file");
run("Apply Model...", "model=[" + model + "]");
