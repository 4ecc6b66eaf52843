package sc.fiji.unsupervised.command;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Backbones;
import sc.fiji.unsupervised.backbone.CatalogueEntry;
import sc.fiji.unsupervised.imagej.BackbonesWindow;
import sc.fiji.unsupervised.imagej.OwnWindow;
import sc.fiji.unsupervised.weights.WeightStore;
import sc.fiji.unsupervised.weights.Weights;

/** Lists the networks of the catalogue, and gets, checks, imports and removes their files. */
@Plugin(type = Command.class, menuPath = "Plugins>Segmentation>Unsupervised>Manage Backbones...", headless = true,
	description = "Lists the networks that can describe images, and gets, checks, imports and removes their files. The " +
		"menu opens a window with buttons for all this.", attrs = @Attr(name = "no-legacy"))
public final class ManageBackbones extends Job implements OwnWindow {

	@Parameter(label = "Action", description = "What to do: list shows name, size, licence and state; download gets the " +
		"file, or the rest of it; verify reads it and compares its SHA-256; import copies a file that you have; remove deletes " +
		"it.", choices = { "list", "download", "verify", "import", "remove" }, persist = false)
	private String action = "list";

	@Parameter(label = "Backbone", description = "Which network to get, check or remove, such as dinov2-s14; list shows " +
		"them all. An imported file is recognised by itself.", persist = false)
	private String backbone = Backbones.TEXTURE;

	@Parameter(label = "File (to import)", description = "The .safetensors file to import.", style = FileWidget.OPEN_STYLE,
		required = false, persist = false)
	private File file;

	@Parameter(label = "Consent (to download)", description = "Whether you agree to download that network from its server " +
		"under its licence, which list shows.", choices = { "no", "yes" }, persist = false)
	private String consent = "no";

	@Parameter(label = "Report", type = ItemIO.OUTPUT)
	private String report;

	@Override
	public void openWindow() {
		BackbonesWindow.open();
	}

	@Override
	void work(final Progress progress) {
		final WeightStore store = WeightStore.open();
		report = switch (action) {
			case "list" -> list(store);
			case "download" -> {
				store.download(entry(), asked -> consent.equals("yes"), progress);
				yield backbone + " is here: " + entry().in(store.folder());
			}
			case "verify" -> store.verify(entry(), progress).toString();
			case "import" -> "Imported: " + store.importFile(source(), progress);
			case "remove" -> {
				store.remove(entry(), progress);
				yield backbone + " was removed.";
			}
			default -> throw new UserException("action=" + action + " is not known; use list, download, verify, import or " +
				"remove.");
		};
	}

	private CatalogueEntry entry() {
		if (backbone.equals(Backbones.TEXTURE)) throw new UserException("backbone=" + Backbones.TEXTURE +
			" is built in and has no file; name another one (action=list shows them).");
		return Backbones.entry(backbone);
	}

	private Path source() {
		if (file == null) throw new UserException("file is missing; give the path of the .safetensors file to import.");
		final CatalogueEntry found = Backbones.recognise(file.toPath());
		if (!backbone.equals(Backbones.TEXTURE) && !found.id().equals(backbone)) throw new UserException("file=" + file +
			" holds the network " + found.id() + " and not backbone=" + backbone + "; correct one of them.");
		return file.toPath();
	}

	private static String list(final WeightStore store) {
		final StringBuilder out = new StringBuilder(row("texture", "-", "built in", "here", "")).append('\n');
		for (final Weights weights : store.list())
			out.append(row(weights.entry().id(), weights.entry().published().megabytes() + " MB", weights.entry().licence(),
				weights.state().toString(), weights.entry().citation())).append('\n');
		return out.append("\nFiles are kept in ").append(store.folder()).append(".\n").toString();
	}

	private static String row(final String... cells) {
		return String.format(Locale.ROOT, "%-15s %8s  %-11s %-17s %s", (Object[]) cells).stripTrailing();
	}
}
