package sc.fiji.unsupervised.imagej;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Plugin;
import org.scijava.service.Service;

import ij.ImagePlus;

import sc.fiji.unsupervised.UserException;

/**
 * A SciJava command seen as keys with text values, for every door that is not SciJava: dialog, macro, shell. Needs no
 * SciJava context, so it works in plain ImageJ; services stay unset.
 */
public final class CommandKeys {

	private final CommandInfo info;
	private final boolean previewed;
	private final List<Key> keys = new ArrayList<>();
	private final List<String> images = new ArrayList<>();

	/** Reads a command's annotations. */
	public CommandKeys(final Class<? extends Command> command) {
		previewed = Previewed.class.isAssignableFrom(command);
		info = new CommandInfo(command, command.getAnnotation(Plugin.class));
		for (final ModuleItem<?> item : info.inputs()) {
			if (item.getType() == ImagePlus.class) images.add(item.getName());
			else if (item.getVisibility() == ItemVisibility.NORMAL && !Service.class.isAssignableFrom(item.getType())) keys.add(Key.of(item));
		}
		keys.sort(Comparator.comparing(key -> !key.isMissing()));
	}

	/** The menu label, which is also the command's name in a macro. */
	public String title() {
		return info.getTitle();
	}

	public CommandInfo info() {
		return info;
	}

	/** In the order of the dialog: what has to be filled in comes first. */
	public List<Key> keys() {
		return List.copyOf(keys);
	}

	/** Whether its result can be shown on a slice before it runs. */
	boolean isPreviewed() {
		return previewed;
	}

	/** Names of the inputs that are images. */
	List<String> images() {
		return List.copyOf(images);
	}

	/** A new instance of the command with its defaults. */
	public CommandModule create() {
		try {
			return new CommandModule(info);
		}
		catch (final ModuleException e) {
			throw new IllegalStateException(e);
		}
	}

	/**
	 * Reads values; keys that are not given keep their default.
	 *
	 * @param texts value by key
	 * @throws UserException if a key is unknown, a value is not allowed or a required one is missing
	 */
	public Map<String, Object> parse(final Map<String, String> texts) {
		checkNames(texts);
		final Map<String, Object> values = new HashMap<>();
		for (final Key key : keys)
			values.put(key.name(), key.parse(texts.getOrDefault(key.name(), Key.format(key.value()))));
		return values;
	}

	private void checkNames(final Map<String, String> texts) {
		for (final String name : texts.keySet())
			if (keys.stream().noneMatch(key -> key.name().equals(name))) throw new UserException(title() + " has no key \"" +
				name + "\"; " + (keys.isEmpty() ? "it has none at all." : "use " + keys.stream().map(Key::name).collect(Collectors
					.joining(", ")) + "."));
	}

	/** Options of the macro line that repeats what a command was told; keys at their default are written too. */
	public String options(final CommandModule module) {
		return MacroOptions.format(texts(module));
	}

	/** What a command was told, by key; keys without a value are left out. */
	public Map<String, String> texts(final CommandModule module) {
		final Map<String, String> texts = new LinkedHashMap<>();
		for (final Key key : keys) {
			final String text = Key.format(module.getInput(key.name()));
			if (!text.isEmpty()) texts.put(key.name(), text);
		}
		return texts;
	}
}
