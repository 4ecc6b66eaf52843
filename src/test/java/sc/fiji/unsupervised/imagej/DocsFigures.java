package sc.fiji.unsupervised.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Plot;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.Wand;
import ij.plugin.filter.EDM;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import java.awt.Color;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

import javax.imageio.ImageIO;

import sc.fiji.unsupervised.command.UnsupervisedSegmentation;
import sc.fiji.unsupervised.model.ModelFile;

/**
 * Makes the figures of {@code docs/how-it-works.md}, {@code docs/when-it-fails.md} and {@code docs/label-free.md} anew,
 * without a screen:
 *
 * <pre>
 * java -Djava.awt.headless=true -cp $CP sc.fiji.unsupervised.imagej.DocsFigures docs/images
 * </pre>
 */
final class DocsFigures {

	private static final int SIZE = 256;

	private final Path out;

	private DocsFigures(final Path out) {
		this.out = out;
	}

	public static void main(final String[] words) throws Exception {
		final DocsFigures figures = new DocsFigures(Path.of(words[0]));
		figures.stages();
		figures.number();
		figures.brightness();
		figures.illumination();
		figures.touching();
		figures.rare();
		figures.speckle();
		figures.shape();
		figures.count();
		System.exit(0);
	}

	private static ImagePlus segment(final ImagePlus image, final Map<String, ?> keys) {
		return UnsupervisedSegmentation.segment(image, keys);
	}

	/** One image on its way from pixels to classes. */
	private void stages() throws Exception {
		final ImagePlus image = UnsupervisedSegmentation.sample("histology");
		final Path model = Files.createTempFile("docs", ".useg"), clusters = Files.createTempFile("docs", ".useg");
		segment(image, Map.of("classes", 2, "refine", "none", "model", model));
		UnsupervisedSegmentation.editClasses(null, Map.of("model", model, "number", 64, "save", clusters));
		final Panels panels = new Panels().add("input", picture(image, 3));
		panels.add("64 clusters of its features", colours(UnsupervisedSegmentation.apply(image, Map.of("model", clusters,
			"refine", "none")), 3));
		panels.add("merged to 2 classes", colours(UnsupervisedSegmentation.apply(image, Map.of("model", model, "refine",
			"none")), 3));
		panels.add("borders polished", colours(UnsupervisedSegmentation.apply(image, Map.of("model", model)), 3));
		save("stages.png", panels, 2);
	}

	/** Too many classes divide what belongs together. */
	private void number() throws Exception {
		final ImagePlus image = UnsupervisedSegmentation.sample("histology");
		final Panels panels = new Panels();
		for (final int classes : new int[] { 2, 4 })
			panels.add("classes=" + classes, overlay(image, segment(image, Map.of("classes", classes)), 1));
		save("fail-number.png", panels, 2);
	}

	/** Slices of different brightness become different classes. */
	private void brightness() throws Exception {
		final ImagePlus all = UnsupervisedSegmentation.sample("superalloy");
		final ImagePlus image = corner(all);
		final Panels panels = new Panels();
		final ImagePlus stack = segment(image, Map.of("classes", 2, "intensity", "stack"));
		final ImagePlus each = segment(image, Map.of("classes", 2, "intensity", "image"));
		for (final int slice : new int[] { 1, 4 }) {
			panels.add("slice " + slice, picture(image, slice));
			panels.add("intensity=stack", colours(stack, slice));
			panels.add("intensity=image", colours(each, slice));
		}
		save("fail-brightness.png", panels, 3);
	}

	/** A corner of each slice, so that pictures stay small. */
	private static ImagePlus corner(final ImagePlus image) {
		final ImagePlus copy = image.duplicate();
		copy.setRoi(0, 0, SIZE, SIZE);
		return copy.crop("stack");
	}

	private static ImagePlus slice(final ImagePlus image, final int slice) {
		return new ImagePlus(image.getTitle(), image.getStack().getProcessor(slice).duplicate());
	}

	/** Half as bright on the left as on the right, and flattened again. */
	private void illumination() throws Exception {
		final ImagePlus image = slice(corner(UnsupervisedSegmentation.sample("superalloy")), 1);
		final ImageProcessor plane = image.getProcessor();
		for (int y = 0; y < SIZE; y++)
			for (int x = 0; x < SIZE; x++)
				plane.set(x, y, (int) Math.min(255, plane.get(x, y) * (0.6 + 0.8 * x / SIZE)));
		final ImageProcessor flat = plane.convertToFloat(), blurred = flat.duplicate();
		blurred.blurGaussian(40);
		for (int i = 0; i < flat.getPixelCount(); i++)
			flat.setf(i, flat.getf(i) / blurred.getf(i));
		final ImagePlus flattened = new ImagePlus("flat", flat);
		flattened.resetDisplayRange();
		final Panels panels = new Panels().add("light from the right", picture(image, 1));
		panels.add("classes=2", colours(segment(image, Map.of("classes", 2)), 1));
		panels.add("divided by its Gaussian blur, sigma 40", picture(flattened, 1));
		panels.add("classes=2", colours(segment(flattened, Map.of("classes", 2)), 1));
		save("fail-illumination.png", panels, 4);
	}

	/** Components are what touches. */
	private void touching() throws Exception {
		final ImagePlus image = UnsupervisedSegmentation.sample("histology");
		final ImagePlus labels = slice(segment(image, Map.of("classes", 2)), 3);
		final ByteProcessor mask = new ByteProcessor(labels.getWidth(), labels.getHeight());
		for (int i = 0; i < mask.getPixelCount(); i++)
			mask.set(i, labels.getProcessor().get(i) == 2 ? 255 : 0);
		final ImagePlus cut = new ImagePlus("cut", mask.duplicate());
		new EDM().toWatershed(cut.getProcessor());
		save("fail-touching.png", new Panels().add("slice 3", picture(image, 3)).add("its components", parts(mask)).add(
			"after Process > Binary > Watershed", parts(cut.getProcessor())), 3);
	}

	/** Each component in a colour of its own. */
	private static BufferedImage parts(final ImageProcessor mask) {
		final ColorProcessor drawn = new ColorProcessor(mask.getWidth(), mask.getHeight());
		final FloatProcessor left = mask.convertToFloatProcessor();
		final Random random = new Random(5);
		for (int y = 0; y < mask.getHeight(); y++)
			for (int x = 0; x < mask.getWidth(); x++) {
				if (left.getf(x, y) == 0) continue;
				final int colour = Color.HSBtoRGB(random.nextFloat(), 0.8f, 1);
				final Wand wand = new Wand(left);
				wand.autoOutline(x, y, 1, 255, Wand.EIGHT_CONNECTED);
				final PolygonRoi roi = new PolygonRoi(wand.xpoints, wand.ypoints, wand.npoints,
					Roi.TRACED_ROI);
				for (final Point point : roi) {
					if (left.getf(point.x, point.y) == 0) continue;
					left.setf(point.x, point.y, 0);
					drawn.set(point.x, point.y, colour);
				}
			}
		return drawn.getBufferedImage();
	}

	/** Small precipitates among large ones. */
	private void rare() throws Exception {
		final ImagePlus image = corner(UnsupervisedSegmentation.sample("superalloy"));
		final ImagePlus truth = corner(UnsupervisedSegmentation.sample("superalloy-truth"));
		truth.setLut(Luts.classes(3));
		truth.setDisplayRange(0, 3);
		final ImageStack painted = truth.getStack();
		for (int s = 1; s <= painted.size(); s++)
			painted.getProcessor(s).add(1);
		final ImagePlus labels = segment(image, Map.of("classes", 3, "intensity", "image"));
		save("fail-rare.png", new Panels().add("slice 3", picture(image, 3)).add("painted by hand", colours(truth, 3)).add(
			"classes=3", colours(labels, 3)), 3);
	}

	/** Values that overlap. */
	private void speckle() throws Exception {
		final ImagePlus image = corner(UnsupervisedSegmentation.sample("superalloy"));
		final Panels panels = new Panels().add("slice 3", picture(image, 3));
		for (final String refine : new String[] { "none", "polish", "crf" })
			panels.add("refine=" + refine, colours(segment(image, Map.of("classes", 3, "intensity", "image", "refine",
				refine)), 3));
		save("fail-speckle.png", panels, 4);
	}

	/** Disks and squares of one grey. */
	private void shape() throws Exception {
		final Random random = new Random(3);
		final ByteProcessor plane = new ByteProcessor(SIZE, SIZE);
		plane.setColor(Color.LIGHT_GRAY);
		for (int y = 20; y < SIZE - 40; y += 60)
			for (int x = 20; x < SIZE - 40; x += 60)
				if ((x + y) / 60 % 2 == 0) plane.fillOval(x, y, 40, 40);
				else plane.fillRect(x + 2, y + 2, 35, 35);
		for (int i = 0; i < plane.getPixelCount(); i++)
			plane.set(i, Math.max(0, plane.get(i) / 2 + 60 + (int) (8 * random.nextGaussian())));
		final ImagePlus image = new ImagePlus("shapes", plane);
		save("fail-shape.png", new Panels().add("input", picture(image, 1)).add("classes=3", colours(segment(image, Map.of(
			"classes", 3)), 1)), 2);
	}

	/** How a number of classes is suggested. */
	private void count() throws Exception {
		final Path model = Files.createTempFile("docs", ".useg");
		UnsupervisedSegmentation.train(UnsupervisedSegmentation.sample("histology"), Map.of("classes", 0, "model", model));
		final Plot plot = TrainingChart.classes(ModelFile.read(model).training().suggestion());
		ImageIO.write(plot.getProcessor().getBufferedImage(), "png", out.resolve("number-of-classes.png").toFile());
		IJ.log("number-of-classes.png");
	}

	private static BufferedImage picture(final ImagePlus image, final int slice) {
		final ImageProcessor plane = image.getStack().getProcessor(slice).duplicate();
		if (!(plane instanceof ColorProcessor)) plane.setMinAndMax(image.getDisplayRangeMin(), image.getDisplayRangeMax());
		return plane.convertToRGB().getBufferedImage();
	}

	/** The slice in the colours of its labels. */
	private static BufferedImage colours(final ImagePlus labels, final int slice) {
		final ImageProcessor plane = labels.getStack().getProcessor(slice);
		final BufferedImage drawn = new BufferedImage(plane.getWidth(), plane.getHeight(), BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < plane.getHeight(); y++)
			for (int x = 0; x < plane.getWidth(); x++)
				drawn.setRGB(x, y, Luts.rgb(labels, plane.get(x, y)));
		return drawn;
	}

	private static BufferedImage overlay(final ImagePlus image, final ImagePlus labels, final int slice) {
		return OverlayPicture.of(image, labels, slice - 1);
	}

	private void save(final String name, final Panels panels, final int columns) throws Exception {
		ImageIO.write(panels.draw(columns), "png", out.resolve(name).toFile());
		IJ.log(name);
	}
}
