package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.io.FileSaver;
import ij.text.TextWindow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.TestImages;

/** Segment Folder in a real ImageJ 1.x: dialog, macro, a damaged file that must ask nobody. */
class FolderInImageJTest {

	@TempDir
	Path folder;

	@BeforeEach
	void start() throws Exception {
		Screen.start();
		Files.createDirectory(folder.resolve("in"));
		for (final String name : new String[] { "a", "b" })
			new FileSaver(TestImages.twoTextures("x", 64, 48, 1)).saveAsPng(path("in/" + name + ".png"));
		final byte[] whole = Files.readAllBytes(folder.resolve("in/a.png"));
		Files.write(folder.resolve("in/cut.png"), Arrays.copyOf(whole, whole.length / 2));
		Files.write(folder.resolve("in/broken.jpg"), new byte[] { (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16 });
	}

	@AfterEach
	void tidy() throws Exception {
		Screen.tidy();
	}

	private String path(final String name) {
		return folder.resolve(name).toString().replace('\\', '/');
	}

	@Test
	void macroGoesOnAfterADamagedFile() throws Exception {
		final String line = "run('Segment Folder...', 'folder=[" + path("in") + "] output=[" + path("out") +
			"] classes=2 method=kmeans refine=none device=cpu'); print('went on ' + nImages);";
		Screen.get(Screen.inBackground(() -> IJ.runMacro(line)));
		assertTrue(Screen.log().contains("went on 0"), Screen.log());
		assertTrue(Screen.log().contains("cut.png is left out: "), Screen.log());
		assertNull(WindowManager.getFrame("Exception"));
		assertTrue(Files.exists(folder.resolve("out/b-labels.tif")));
		final TextWindow report = (TextWindow) WindowManager.getFrame("Segment Folder...");
		assertTrue(report.getTextPanel().getText().contains("2 images have labels in "), report.getTextPanel().getText());
		assertTrue(report.getTextPanel().getText().contains("broken.jpg: "), report.getTextPanel().getText());
	}

	@Test
	void dialogNeedsNoImageAndAsksForTheFoldersFirst() throws Exception {
		IJ.doCommand("Segment Folder...");
		final GenericDialog dialog = Screen.dialog("Segment Folder...");
		Screen.type(dialog, "folder", path("in"));
		Screen.type(dialog, "output", path("out"));
		Screen.type(dialog, "classes", "2");
		assertEquals(path("in"), dialog.getNextString());
		Screen.press(dialog, "Cancel");
		Screen.awaitEnd(dialog);
		assertFalse(Files.exists(folder.resolve("out")));
	}
}
