package sc.fiji.unsupervised.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import sc.fiji.unsupervised.model.ModelFile;
import sc.fiji.unsupervised.model.SegmentationModel;

/** The model of this process, read once. */
final class Models {

	private static byte[] bytes;
	private static SegmentationModel model;

	private Models() {}

	/** @param file content of a model's file */
	static synchronized SegmentationModel of(final byte[] file) {
		if (Arrays.equals(bytes, file)) return model;
		try {
			final Path copy = Files.createTempFile("model", ".useg");
			try {
				Files.write(copy, file);
				model = ModelFile.read(copy);
				bytes = file;
				return model;
			}
			finally {
				Files.delete(copy);
			}
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
