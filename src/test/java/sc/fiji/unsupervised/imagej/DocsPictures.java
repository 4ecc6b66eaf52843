package sc.fiji.unsupervised.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

import java.awt.Checkbox;
import java.awt.Color;
import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

import javax.imageio.ImageIO;


/**
 * Makes the pictures of the tutorial and of the pages on commands anew, in a real ImageJ on the screen of {@code DISPLAY}
 * (1280 x 800 or more; a window manager gives the frames):
 *
 * <pre>
 * java -cp $CP sc.fiji.unsupervised.imagej.DocsPictures docs/images
 * </pre>
 */
final class DocsPictures {

	private static final int SETTLE = 700;

	private final Path out;
	private final Path model;
	private final Robot robot = new Robot();

	private DocsPictures(final Path out) throws Exception {
		this.out = out;
		model = Path.of("/tmp/nuclei.useg");
	}

	public static void main(final String[] words) throws Exception {
		final DocsPictures pictures = new DocsPictures(Path.of(words[0]));
		Screen.start();
		IJ.getInstance().setLocation(640, 0);
		pictures.segment();
		pictures.correct();
		pictures.measure();
		pictures.apply();
		pictures.explore();
		pictures.training();
		System.exit(0);
	}

	private static ImagePlus sample(final String name) throws Exception {
		macro("run('Open Sample...', 'name=" + name + "');");
		final ImagePlus image = WindowManager.getImage(name);
		image.getWindow().setLocation(560, 110);
		return image;
	}

	private static void macro(final String text) throws Exception {
		Screen.get(Screen.inBackground(() -> IJ.runMacro(text)));
	}

	/** Open, see, run; the line that was recorded. */
	private void segment() throws Exception {
		final Recorder recorder = new Recorder();
		recorder.setLocation(0, 560);
		final ImagePlus image = sample("histology");
		IJ.doCommand("Open Sample...");
		shot("open-sample.png", Screen.dialog("Open Sample..."));
		Screen.press(Screen.dialog("Open Sample..."), "Cancel");
		IJ.doCommand("Segment Stack...");
		final GenericDialog dialog = Screen.dialog("Segment Stack...");
		Screen.type(dialog, "classes", "2");
		Screen.type(dialog, "model", model.toString());
		preview(dialog, image);
		shot("preview.png", dialog, image.getWindow());
		Screen.press(dialog, "OK");
		final ImagePlus labels = Screen.await("labels", () -> WindowManager.getImage("histology-labels"));
		labels.getWindow().setLocation(image.getWindow().getX() + image.getWindow().getWidth(), image.getWindow().getY());
		shot("labels.png", image.getWindow(), labels.getWindow());
		shot("recorder.png", recorder);
		Recorder.record = false;
		recorder.close();
	}

	/** Ticks the box and waits for the colours. */
	private static void preview(final GenericDialog dialog, final ImagePlus image) throws Exception {
		final Checkbox box = (Checkbox) dialog.getCheckboxes().lastElement();
		EventQueue.invokeAndWait(() -> box.setState(true));
		Screen.await("colours", () -> image.getOverlay());
		Thread.sleep(2000); // the refined ones
	}

	/** Other classes of the model, and a name. */
	private void correct() throws Exception {
		macro("selectImage('histology'); run('Edit Classes...', 'model=" + model + "');");
		final ClassEditorWindow window = Screen.await("editor", () -> window(ClassEditorWindow.class));
		Thread.sleep(3000);
		final Window labels = WindowManager.getImage("histology-classes").getWindow();
		labels.setLocation(window.getX() + window.getWidth(), window.getY());
		EventQueue.invokeAndWait(() -> window.number.setValue(4));
		Thread.sleep(500);
		shot("tutorial-four.png", window, labels);
		EventQueue.invokeAndWait(() -> {
			window.number.setValue(2);
			window.rows.setValueAt("stroma", 0, NAME);
			window.rows.setValueAt("nuclei", 1, NAME);
			window.save.doClick();
		});
		Thread.sleep(500);
		shot("tutorial-named.png", window, labels);
		EventQueue.invokeAndWait(window::dispose);
	}

	private static final int NAME = 3;

	private void measure() throws Exception {
		Screen.tidy();
		final ImagePlus image = sample("histology");
		macro("run('Apply Model...', 'model=" + model + "'); run('Measure Classes...', 'table=slices intensities=histology');");
		final Window results = WindowManager.getWindow("Results");
		results.setBounds(20, 420, 1230, 240);
		shot("results.png", results);
		IJ.doCommand("Measure Classes...");
		shot("measure-dialog.png", Screen.dialog("Measure Classes..."));
		Screen.press(Screen.dialog("Measure Classes..."), "Cancel");
		sample("histology-truth");
		macro("selectImage('histology-labels'); run('Evaluate Labels...', 'truth=histology-truth');");
		final Window confusion = WindowManager.getImage("Confusion of histology-labels").getWindow();
		confusion.setLocation(20, 110);
		final Window scores = WindowManager.getWindow("Results");
		scores.setBounds(20 + confusion.getWidth(), 110, 700, 220);
		shot("evaluate.png", confusion, scores);
		image.changes = false;
	}

	private void apply() throws Exception {
		Screen.tidy();
		final ImagePlus image = sample("histology");
		image.setSlice(3);
		IJ.doCommand("Apply Model...");
		final GenericDialog dialog = Screen.dialog("Apply Model...");
		Screen.type(dialog, "model", model.toString());
		preview(dialog, image);
		shot("apply-model.png", dialog, image.getWindow());
		Screen.press(dialog, "Cancel");
		Screen.awaitEnd(dialog);
	}

	/** Two slices, the mouse on a nucleus of the first. */
	private void explore() throws Exception {
		Screen.tidy();
		final ImagePlus image = sample("histology");
		macro("run('Explore Correspondences...', 'device=cpu');");
		final ExplorerPanel panel = Screen.await("explorer", () -> window(ExplorerPanel.class));
		panel.setLocation(20, 110);
		image.getWindow().setLocation(20 + panel.getWidth(), 110);
		Thread.sleep(2500);
		final Point nucleus = new Point(187, 118);
		for (int i = 0; i < 3; i++) {
			final MouseEvent move = new MouseEvent(image.getCanvas(), MouseEvent.MOUSE_MOVED, System.currentTimeMillis(), 0,
				image.getCanvas().screenX(nucleus.x + i), image.getCanvas().screenY(nucleus.y), 0, false);
			EventQueue.invokeAndWait(() -> image.getCanvas().dispatchEvent(move));
			Thread.sleep(800);
		}
		shot("explore.png", panel, image.getWindow());
		EventQueue.invokeAndWait(panel::close);
	}

	/** STEGO while it trains, and the charts of its model. */
	private void training() throws Exception {
		Screen.tidy();
		final ImagePlus image = sample("histology");
		IJ.doCommand("Train Model...");
		final GenericDialog dialog = Screen.dialog("Train Model...");
		Screen.type(dialog, "classes", "2");
		Screen.type(dialog, "steps", "150");
		Screen.choose(dialog, 0, "stego");
		Screen.type(dialog, "model", model.toString());
		shot("train-model.png", dialog);
		Screen.press(dialog, "OK");
		final Window window = Screen.await("training", () -> window(TrainingWindow.class));
		Screen.await("end of the training", () -> Screen.text(window).contains("Trained 150 steps") ? true : null);
		shot("training.png", window);
		Thread.sleep(3000);
		window.dispose();
		image.changes = false;
		macro("run('Show Training...', 'model=" + model + "');");
		final Window losses = WindowManager.getImage("Training losses").getWindow();
		final Window codes = WindowManager.getImage("Code similarities").getWindow();
		losses.setLocation(0, 100);
		codes.setLocation(330, 300);
		shot("show-training.png", losses, codes);
	}

	private static <T extends Window> T window(final Class<T> type) {
		for (final Window window : Window.getWindows())
			if (type.isInstance(window) && window.isShowing()) return type.cast(window);
		return null;
	}

	/** Takes a picture of these windows and of nothing behind them. */
	private void shot(final String name, final Window... windows) throws Exception {
		robot.mouseMove(1270, 790);
		for (final Window window : windows)
			EventQueue.invokeAndWait(window::toFront);
		Thread.sleep(SETTLE);
		final Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
		Rectangle bounds = windows[0].getBounds();
		for (final Window window : windows)
			bounds = bounds.union(window.getBounds()).intersection(screen);
		final BufferedImage picture = new BufferedImage(bounds.width, bounds.height, BufferedImage.TYPE_INT_RGB);
		final Graphics pen = picture.getGraphics();
		pen.setColor(Color.WHITE);
		pen.fillRect(0, 0, bounds.width, bounds.height);
		for (final Window window : windows)
			pen.drawImage(robot.createScreenCapture(window.getBounds().intersection(screen)), window.getX() - bounds.x, window
				.getY() - bounds.y, null);
		ImageIO.write(picture, "png", out.resolve(name).toFile());
		System.out.println(name + " " + bounds.width + " x " + bounds.height);
	}
}
