package sc.fiji.unsupervised.method;

/**
 * What a user settles for any method.
 *
 * @param classes number of clusters, at least 2
 * @param steps training steps; 0 lets the method choose by the number of tiles
 * @param shifts {@code auto}, the name of a published set or three numbers ({@link Shifts#parse}); STEGO only
 * @param seed of all random draws
 */
public record MethodSettings(int classes, int steps, String shifts, long seed) {}
