// Labels the active image with a model that Train Model or Segment Stack saved.
//
// Open this file in Fiji's script editor and press Run, or run it headless:
//   fiji --headless --run scripts/Apply_Model.groovy 'imp="stack.tif",model="model.useg"'

#@ ImagePlus imp
#@ File (label = "Model file") model
#@output ImagePlus labels

import sc.fiji.unsupervised.command.UnsupervisedSegmentation

labels = UnsupervisedSegmentation.apply(imp, [model: model])
