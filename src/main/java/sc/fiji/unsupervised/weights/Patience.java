package sc.fiji.unsupervised.weights;

import java.time.Duration;

/**
 * How long a download waits.
 *
 * @param stall longest time without a byte, and until a connection is made
 * @param pause before another attempt
 */
record Patience(Duration stall, Duration pause) {

	static final Patience USUAL = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(2));
}
