// Segments all images of a folder as one set: one model, the same classes everywhere.
//
// Open this file in Fiji's script editor and press Run, or run it headless:
//   fiji --headless --run scripts/Segment_Folder.groovy 'folder="images",output="results",classes=4'
// Writes labels, pictures, measurements.csv and model.useg. A run that was interrupted goes on when it is started again;
// files that are no images are left out and named in the report. Any key of docs/commands.md may be added below.

#@ File (label = "Folder of images", style = "directory") folder
#@ File (label = "Folder for the results", style = "directory") output
#@ Integer (label = "Classes", value = 4, min = 0, persist = false) classes
#@output String report

import sc.fiji.unsupervised.command.UnsupervisedSegmentation

report = UnsupervisedSegmentation.segmentFolder([folder: folder, output: output, classes: classes])
