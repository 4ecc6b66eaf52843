package sc.fiji.unsupervised;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** No class of the jar makes objects, or runs code, from bytes that a stranger wrote. */
class NoDeserialisationTest {

	/** Names of classes and methods, as they stand in a constant pool. */
	private static final Pattern FORBIDDEN = Pattern.compile("java/io/(ObjectInput|ObjectInputStream|Externalizable)|readObject|" +
		"readUnshared|java/beans/XMLDecoder|java/rmi/.*|javax/management/remote/.*|.*[Pp]ickle.*|org/yaml/.*|" +
		"com/thoughtworks/xstream/.*|javax/script/.*|groovy/.*");

	@Test
	void noClassOfTheJarReadsObjects() throws IOException {
		final List<String> found = new ArrayList<>();
		int classes = 0;
		try (Stream<Path> files = Files.walk(Path.of("target", "classes"))) {
			for (final Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
				classes++;
				for (final String name : names(Files.readAllBytes(file)))
					if (FORBIDDEN.matcher(name).matches()) found.add(file.getFileName() + " refers to " + name);
			}
		}
		assertTrue(classes > 200, classes + " classes were seen");
		assertEquals(List.of(), found);
	}

	/** The scan would see it. */
	@Test
	void aClassThatDoesIsFound() throws IOException {
		final String file = ReadsObjects.class.getName().replace('.', '/') + ".class";
		try (InputStream in = getClass().getClassLoader().getResourceAsStream(file)) {
			final Set<String> names = names(in.readAllBytes());
			assertTrue(names.contains("java/io/ObjectInputStream") && names.contains("readObject"), names.toString());
		}
	}

	@SuppressWarnings("unused")
	private static final class ReadsObjects {

		Object read(final ObjectInputStream in) throws IOException, ClassNotFoundException {
			return in.readObject();
		}
	}

	/** All texts of a class file's constant pool (Java Virtual Machine Specification, section 4.4). */
	private static Set<String> names(final byte[] classFile) throws IOException {
		final Set<String> names = new TreeSet<>();
		final DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
		assertEquals(0xcafebabe, in.readInt());
		in.skipBytes(4);
		final int count = in.readUnsignedShort();
		for (int i = 1; i < count; i++) {
			final int tag = in.readUnsignedByte();
			switch (tag) {
				case 1 -> names.add(in.readUTF());
				case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
				case 5, 6 -> {
					in.skipBytes(8);
					i++; // takes two places
				}
				case 7, 8, 16, 19, 20 -> in.skipBytes(2);
				case 15 -> in.skipBytes(3);
				default -> throw new IOException("constant of kind " + tag);
			}
		}
		return names;
	}
}
