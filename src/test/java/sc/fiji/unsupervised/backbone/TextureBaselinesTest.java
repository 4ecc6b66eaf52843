package sc.fiji.unsupervised.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.cluster.Metric;
import sc.fiji.unsupervised.engine.Session;

/** k-means on the embedded backbone keeps its quality on real pictures. */
class TextureBaselinesTest {

	@ParameterizedTest
	@CsvSource({ "superalloy, 46.0, 34.5", "dsb2018_histology, 64.8, 74.9" })
	void keepsItsQuality(final String set, final double cosine, final double euclidean) {
		try (Session session = Session.open(new Session.Options("cpu", 1, 1))) {
			final TextureExperiment experiment = new TextureExperiment(session, new LabelledSet(Path.of("test-data", set)), 8);
			assertTrue(Math.min(cosine, euclidean) > 1.25 * experiment.oneClass(), "better than one class everywhere");
			assertEquals(cosine, experiment.run(Metric.COSINE, 1).iou(), 1.5);
			assertEquals(euclidean, experiment.run(Metric.EUCLIDEAN, 1).iou(), 1.5);
		}
	}
}
