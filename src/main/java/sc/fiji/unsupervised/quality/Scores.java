package sc.fiji.unsupervised.quality;

import java.util.Map;

/**
 * How well a labelling agrees with the truth of its set, in percent; NaN where undefined.
 *
 * @param oneToOne mean intersection over union, each cluster matched to at most one class (Hungarian, once for the set)
 * @param manyToOne the same, each cluster given the class it shares most pixels with; uses labels more freely
 * @param accuracy share of pixels whose cluster is matched one to one with their class
 * @param boundary mean F-score of the boundaries of the classes, clusters matched one to one
 * @param classIou intersection over union by the names of the classes of the set, clusters matched one to one
 */
record Scores(double oneToOne, double manyToOne, double accuracy, double boundary,
	Map<String, Double> classIou)
{}
