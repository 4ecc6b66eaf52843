package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;

import java.awt.Choice;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.command.UnsupervisedSegmentation;

/** The menu gives the same bytes as the Java call, for every method and refinement of the dialog. */
@Timeout(300)
class MenuDoorTest {

	@BeforeEach
	void start() throws Exception {
		Screen.start();
	}

	@AfterEach
	void tidy() throws Exception {
		Screen.tidy();
	}

	@Test
	void everyChoiceGivesTheBytesOfTheCall() throws Exception {
		int choices = 1;
		for (int i = 0; i < choices; i++) {
			final ImagePlus image = TestImages.twoTextures("cells.tif", 64, 48, 1);
			image.show();
			Screen.command("Segment Stack...");
			final GenericDialog dialog = Screen.dialog("Segment Stack...");
			Screen.type(dialog, "classes", "2");
			Screen.type(dialog, "steps", "5");
			final Choice method = (Choice) dialog.getChoices().get(0), refine = (Choice) dialog.getChoices().get(2);
			choices = Math.max(method.getItemCount(), refine.getItemCount());
			Screen.choose(dialog, 0, method.getItem(i % method.getItemCount()));
			Screen.choose(dialog, 2, refine.getItem(i % refine.getItemCount()));
			Screen.press(dialog, "OK");
			final ImagePlus labels = Screen.await("labels", () -> WindowManager.getImage("cells-labels"));
			final ImagePlus called = UnsupervisedSegmentation.segment(image, Map.of("classes", 2, "steps", 5, "method", method
				.getSelectedItem(), "refine", refine.getSelectedItem()));
			assertArrayEquals((byte[]) called.getProcessor().getPixels(), (byte[]) labels.getProcessor().getPixels(), method
				.getSelectedItem() + " " + refine.getSelectedItem());
			Screen.awaitEnd(dialog);
			Screen.tidy();
		}
	}
}
