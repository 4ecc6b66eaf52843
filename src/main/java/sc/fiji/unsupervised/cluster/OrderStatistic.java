package sc.fiji.unsupervised.cluster;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.apache.commons.math3.util.KthSelector;

/** The value at a place among many, were they sorted: selected, for of millions a single one is asked for. */
public final class OrderStatistic {

	private OrderStatistic() {}

	/**
	 * @param parts of the values, none of them NaN; not changed
	 * @param place from 0, told from the number of all values
	 * @return exactly one of the values; empty if there are none
	 */
	public static OptionalDouble of(final float[][] parts, final IntUnaryOperator place) {
		final double[] all = Arrays.stream(parts).flatMapToDouble(p -> IntStream.range(0, p.length).mapToDouble(i -> p[i]))
			.toArray();
		return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(new KthSelector().select(all, null, place
			.applyAsInt(all.length)));
	}
}
