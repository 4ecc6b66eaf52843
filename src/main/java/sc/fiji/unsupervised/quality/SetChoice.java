package sc.fiji.unsupervised.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import sc.fiji.unsupervised.UserException;

/**
 * A set to be scored, or every n-th image of it.
 *
 * @param folder of the set
 * @param every 1 for all images, n for every n-th
 */
record SetChoice(Path folder, int every) {

	private static final String INDEX = "index.csv";

	/** The folder's name, with {@code /n} where every n-th image is used. */
	String name() {
		return folder.getFileName() + (every > 1 ? "/" + every : "");
	}

	/**
	 * @param data a set, or a folder of sets
	 * @param names of sets, each with {@code /n} behind for every n-th image; empty for all
	 * @throws UserException if there is no such set
	 */
	static List<SetChoice> of(final Path data, final List<String> names) {
		final Path absolute = data.toAbsolutePath().normalize();
		final List<SetChoice> found = new ArrayList<>();
		if (Files.isRegularFile(absolute.resolve(INDEX))) found.add(new SetChoice(absolute, 1));
		else try (Stream<Path> folders = Files.list(absolute)) {
			folders.filter(f -> Files.isRegularFile(f.resolve(INDEX))).sorted().forEach(f -> found.add(new SetChoice(f, 1)));
		}
		catch (final IOException e) {
			throw new UserException("data=" + data + " is no folder that can be read; check the path.", e);
		}
		if (found.isEmpty()) throw new UserException("data=" + data + " has no " + INDEX +
			", nor has a folder in it; give a set with images, labels, index.csv and classes.csv, or a folder of such sets.");
		return names.isEmpty() ? found : names.stream().map(name -> choose(name, found)).toList();
	}

	private static SetChoice choose(final String name, final List<SetChoice> sets) {
		final String[] parts = name.split("/", 2);
		final SetChoice set = sets.stream().filter(s -> s.name().equals(parts[0])).findFirst().orElseThrow(
			() -> new UserException("sets=" + name + " is not there; use " + String.join(", ", sets.stream().map(
				SetChoice::name).toList()) + "."));
		if (parts.length == 1) return set;
		if (!parts[1].matches("[1-9][0-9]{0,5}")) throw new UserException("sets=" + name +
			" is not understood; write for example " + parts[0] + "/4 for every 4th image.");
		return new SetChoice(set.folder, Integer.parseInt(parts[1]));
	}
}
