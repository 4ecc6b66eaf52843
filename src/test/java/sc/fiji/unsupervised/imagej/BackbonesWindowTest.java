package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.text.JTextComponent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.unsupervised.TestImages;
import sc.fiji.unsupervised.backbone.Catalogue;
import sc.fiji.unsupervised.backbone.ModelsFolder;
import sc.fiji.unsupervised.weights.ImportableVit;
import sc.fiji.unsupervised.weights.LocalWeights;
import sc.fiji.unsupervised.weights.State;

/** The window of backbones and the offer to download, in a real ImageJ. */
class BackbonesWindowTest {

	@TempDir(cleanup = CleanupMode.NEVER) // the tests map files, which Windows then does not delete
	Path folder;

	@BeforeEach
	void start() throws Exception {
		Screen.start();
		System.setProperty(ModelsFolder.KEY, folder.resolve("models").toString());
	}

	@AfterEach
	void tidy() throws Exception {
		System.clearProperty(ModelsFolder.KEY);
		for (final Window window : Window.getWindows())
			if (window instanceof BackbonesWindow || window instanceof JDialog) EventQueue.invokeAndWait(window::dispose);
		Screen.tidy();
	}

	private static BackbonesWindow window() throws InterruptedException {
		return Screen.await("window of backbones", () -> WindowManager.getWindow("Manage Backbones") instanceof BackbonesWindow w &&
			w.isShowing() ? w : null);
	}

	private static <T extends Component> List<T> all(final Container container, final Class<T> type) {
		final List<T> found = new ArrayList<>();
		for (final Component component : container.getComponents()) {
			if (type.isInstance(component)) found.add(type.cast(component));
			if (component instanceof Container inner) found.addAll(all(inner, type));
		}
		return found;
	}

	private static JButton button(final Container container, final String text) {
		return all(container, JButton.class).stream().filter(b -> text.equals(b.getText())).findFirst().orElseThrow();
	}

	private static void press(final Container container, final String text) {
		EventQueue.invokeLater(button(container, text)::doClick);
	}

	private static void select(final BackbonesWindow window, final int row) throws Exception {
		EventQueue.invokeAndWait(() -> all(window, JTable.class).get(0).setRowSelectionInterval(row, row));
	}

	private static Object state(final BackbonesWindow window, final int row) {
		return all(window, JTable.class).get(0).getValueAt(row, 3);
	}

	private static boolean says(final BackbonesWindow window, final String words) {
		return all(window, JTextComponent.class).stream().anyMatch(t -> t.getText().contains(words));
	}

	private static void awaitMessage(final BackbonesWindow window, final String words) throws InterruptedException {
		Screen.await(words, () -> all(window, JTextComponent.class).stream().anyMatch(t -> t.getText().startsWith(words)) ? true
			: null);
	}

	private static JDialog question(final String title) throws InterruptedException {
		return Screen.await(title, () -> {
			for (final Window window : Window.getWindows())
				if (window instanceof JDialog dialog && dialog.isShowing() && title.equals(dialog.getTitle()) && Screen.isWaiting(
					dialog)) return dialog;
			return null;
		});
	}

	private static String text(final JDialog dialog) {
		return String.join(" ", all(dialog, JLabel.class).stream().map(JLabel::getText).toList());
	}

	private static int row(final String id) {
		return Catalogue.entries().stream().map(e -> e.id()).toList().indexOf(id);
	}

	@Test
	void importVerifyAndRemove() throws Exception {
		final Path mine = folder.resolve("my weights.safetensors");
		ImportableVit.write(mine);
		final Recorder recorder = new Recorder();
		try {
			Screen.command("Manage Backbones...");
			final BackbonesWindow window = window();
			assertTrue(says(window, "texture is built in"));
			final int row = row("dino-s16");
			assertEquals("not here, import only", state(window, row));
			select(window, row);
			for (final String name : new String[] { "Download...", "Verify", "Remove...", "Cancel" })
				assertFalse(button(window, name).isEnabled(), name);
			assertTrue(says(window, "cannot be downloaded here"));
			EventQueue.invokeAndWait(() -> window.actions().importFile(mine));
			awaitMessage(window, "Imported: dino-s16 is whole");
			assertEquals("here", state(window, row));
			press(window, "Verify");
			awaitMessage(window, "dino-s16 is whole; what the published file must be is not known");
			press(window, "Remove...");
			press(question("Remove a Backbone"), "OK");
			awaitMessage(window, "dino-s16 was removed.");
			assertEquals("not here, import only", state(window, row));
			Screen.command("Manage Backbones...");
			Thread.sleep(200);
			assertSame(window, window());
			final List<String> lines = recorder.getText().lines().filter(line -> line.contains("run(")).toList();
			final String start = "run(\"Manage Backbones...\", \"";
			assertEquals(List.of(start + "action=import file=[" + mine.toString().replace('\\', '/') + "]\");", start +
				"backbone=dino-s16 action=verify\");", start + "backbone=dino-s16 action=remove\");"), lines);
		}
		finally {
			Recorder.record = false;
			recorder.close();
		}
	}

	@Test
	void downloadAsksThenCanBeStoppedAndGoesOn() throws Exception {
		try (LocalWeights local = new LocalWeights(folder)) {
			BackbonesWindow.open(local.store());
			final BackbonesWindow window = window();
			press(window, "Download...");
			final JDialog question = question("Download a Backbone");
			for (final String term : new String[] { "net", "3 MB", "127.0.0.1", "Apache-2.0", "somebody", folder.toString() })
				assertTrue(text(question).contains(term), text(question));
			press(question, "Cancel");
			Screen.await("end of the question", () -> question.isShowing() ? null : true);
			assertEquals(0, local.requests());
			press(window, "Download...");
			press(question("Download a Backbone"), "Download");
			Screen.await("half of it", () -> local.store().list().get(0).bytes() == 1_500_000 ? true : null);
			assertFalse(button(window, "Download...").isEnabled());
			press(window, "Cancel");
			awaitMessage(window, "Cancelled.");
			assertEquals("partly here, 1 MB", state(window, 0));
			press(window, "Download...");
			press(question("Download a Backbone"), "Download");
			awaitMessage(window, "net is here and is the published file");
			assertEquals(State.PRESENT, local.store().list().get(0).state());
			assertEquals(2, local.requests());
			assertFalse(button(window, "Download...").isEnabled());
			assertTrue(button(window, "Verify").isEnabled());
		}
	}

	@Test
	void aMissingNetworkIsOffered() throws Exception {
		TestImages.twoTextures("cells.tif", 64, 48, 1).show();
		Screen.command("Segment Stack...");
		final GenericDialog dialog = Screen.dialog("Segment Stack...");
		Screen.type(dialog, "backbone", "dinov2-s14");
		Screen.press(dialog, "OK");
		final JDialog question = question("Download a Backbone");
		for (final String term : new String[] { "dinov2-s14", "88 MB", "huggingface.co", "Apache-2.0", "Oquab" })
			assertTrue(text(question).contains(term), text(question));
		assertSame(button(question, "Cancel"), question.getRootPane().getDefaultButton(), "no consent by pressing Enter");
		press(question, "Cancel");
		final Dialog message = Screen.messageDialog("Segment Stack...");
		assertTrue(Screen.text(message).contains("get it with Plugins>Segmentation>Unsupervised>Manage Backbones..."), Screen
			.text(message));
		Screen.press(message, "OK");
		assertNull(WindowManager.getImage("cells-labels"));
	}

	@Test
	void macrosAreNeverAsked() throws Exception {
		TestImages.twoTextures("cells.tif", 64, 48, 1).show();
		assertStops("run('Manage Backbones...', 'backbone=dinov2-s14 action=download');", "needs your consent (dinov2-s14, 88 MB " +
			"from huggingface.co, licence Apache-2.0, to ");
		assertStops("selectImage('cells.tif'); run('Segment Stack...', 'backbone=dinov2-s14');", "action=download consent=yes");
		assertStops("run('Manage Backbones...', 'backbone=dino-s16 action=download consent=yes');", "and import it");
		assertStops("run('Manage Backbones...', 'action=download consent=yes');", "is built in and has no file");
		assertStops("run('Manage Backbones...', 'action=import');", "file is missing");
		assertFalse(Files.exists(folder.resolve("models")));
	}

	private static void assertStops(final String macro, final String words) throws Exception {
		final CompletableFuture<String> run = Screen.inBackground(() -> IJ.runMacro(macro + " print('went on');"));
		final Dialog message = Screen.messageDialog("Macro Error");
		final String text = Screen.text(message);
		Screen.press(message, "OK");
		Screen.get(run);
		assertTrue(text.contains(words), text);
		assertFalse(Screen.log().contains("went on"), Screen.log());
	}

	@Test
	void macrosListTheNetworks() throws Exception {
		Screen.get(Screen.inBackground(() -> IJ.runMacro("run('Manage Backbones...', 'action=list');")));
		final String text = Screen.await("list", () -> WindowManager.getFrame("Manage Backbones...") instanceof TextWindow w ? w
			.getTextPanel().getText() : null);
		assertEquals(Catalogue.entries().size() + 1, text.lines().filter(l -> l.contains("here")).count(), text);
		assertTrue(text.contains("dinov2-b14        346 MB  Apache-2.0  not here"), text);
	}
}
