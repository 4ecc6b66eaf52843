// Segments an image file in three lines: image in, keys in, label image out.
//
// Open this file in Fiji's script editor and press Run, or run it headless:
//   fiji --headless --run scripts/Segment_File.groovy 'input="stack.tif",output="labels.tif"'
// Any key of docs/commands.md may stand in the brackets; keys that are left out have their default. Needs no window and
// no service, so the same lines work in any program on the Java machine.

#@ File (label = "Image file") input
#@ File (label = "Labels to write", style = "save") output

import ij.IJ
import sc.fiji.unsupervised.command.UnsupervisedSegmentation

image = IJ.openImage(input.path)
labels = UnsupervisedSegmentation.segment(image, [classes: 3, seed: 1])
IJ.saveAsTiff(labels, output.path)
