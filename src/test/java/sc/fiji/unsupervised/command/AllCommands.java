package sc.fiji.unsupervised.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.scijava.annotations.Index;
import org.scijava.annotations.IndexItem;
import org.scijava.command.Command;
import org.scijava.plugin.Plugin;

import sc.fiji.unsupervised.imagej.CommandKeys;

/** Every command of this plugin, found as Fiji finds it. */
public final class AllCommands {

	private AllCommands() {}

	public static List<CommandKeys> list() {
		final List<CommandKeys> commands = new ArrayList<>();
		for (final IndexItem<Plugin> item : Index.load(Plugin.class)) {
			if (!item.className().startsWith("sc.fiji.unsupervised.command.")) continue;
			try {
				final Class<?> plugin = Class.forName(item.className());
				if (Command.class.isAssignableFrom(plugin)) commands.add(new CommandKeys(plugin.asSubclass(Command.class)));
			}
			catch (final ClassNotFoundException e) {
				throw new AssertionError(e);
			}
		}
		commands.sort(Comparator.comparing(CommandKeys::title).reversed());
		return commands;
	}
}
