// Labels the active image by examples: a few points of each class, and every pixel gets the class of the most similar one.
//
// Open this file in Fiji's script editor and press Run, or run it headless:
//   fiji --headless --run scripts/Segment_From_Points.groovy 'imp="stack.tif",points="10,20,1,1;50,20,1,2"'
// A point is x,y,slice,class with pixels from 0, slices and classes from 1. Explore Correspondences finds good points by eye
// and records them.

#@ ImagePlus imp
#@ String (label = "Points (x,y,slice,class;...)") points
#@output ImagePlus labels

import sc.fiji.unsupervised.command.UnsupervisedSegmentation

labels = UnsupervisedSegmentation.segmentFromPoints(imp, [points: points])
