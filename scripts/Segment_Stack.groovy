// Segments the active image: a class for every pixel, the same classes in every slice, without annotations.
//
// Open this file in Fiji's script editor and press Run, or run it headless:
//   fiji --headless --run scripts/Segment_Stack.groovy 'imp="stack.tif",classes=4'
// Any key of docs/commands.md may be added to the call below; keys that are left out have their default.

#@ ImagePlus imp
#@ Integer (label = "Classes", value = 4, min = 0, persist = false) classes
#@ CommandService commands
#@output ImagePlus labels

import sc.fiji.unsupervised.command.SegmentStack

// false: no dialog for the keys that are not given, no second display of the result.
labels = commands.run(SegmentStack, false, "image", imp, "classes", classes).get().getOutput("labels")
