// Learns classes from one image, and finds the same classes in every image of a folder.
//
// Open this file in Fiji's script editor and press Run, or run it headless:
//   fiji --headless --run scripts/Train_And_Apply.groovy 'sample="a.tif",folder="images",output="labels"'
// The model stays in the output folder as model.useg; Apply Model uses it on later images. A file that is no image is
// named and passed over.

#@ File (label = "Image to learn from") sample
#@ File (label = "Folder of images", style = "directory") folder
#@ File (label = "Folder for the labels", style = "directory") output
#@ Integer (label = "Classes", value = 3, min = 0, persist = false) classes

import ij.IJ
import sc.fiji.unsupervised.UserException
import sc.fiji.unsupervised.command.UnsupervisedSegmentation
import sc.fiji.unsupervised.imagej.ImageFiles

model = new File(output, "model.useg")
UnsupervisedSegmentation.train(ImageFiles.open(sample.toPath()), [classes: classes, model: model])
folder.listFiles().findAll { it.file && !it.hidden }.sort().each { file ->
	try {
		labels = UnsupervisedSegmentation.apply(ImageFiles.open(file.toPath()), [model: model])
		IJ.saveAsTiff(labels, new File(output, labels.shortTitle + ".tif").path)
	}
	catch (UserException e) {
		println(e.message)
	}
}
