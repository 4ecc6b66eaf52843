// Segments the images of a folder as one set: trains once, labels all, and writes labels, pictures and measurements.
//
// Open this file in Fiji's script editor and press Run, or run it headless:
//   fiji --headless --run scripts/Segment_Folder.groovy 'folder="/data/in",output="/data/out",classes=4'
// Any key of docs/commands.md may be added to the call below; keys that are left out have their default. Started again
// with the same settings, an interrupted run goes on where it stopped.

#@ File (label = "Folder", style = "directory", persist = false) folder
#@ File (label = "Output folder", style = "directory", persist = false) output
#@ Integer (label = "Classes", value = 4, min = 0, persist = false) classes
#@ CommandService commands
#@output String report

import sc.fiji.unsupervised.command.SegmentFolder

report = commands.run(SegmentFolder, false, "folder", folder, "output", output, "classes", classes).get().getOutput("report")
