package sc.fiji.unsupervised.backbone;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What to take from one block of a vision transformer. Tokens of earlier blocks pass the final LayerNorm too, as in the
 * original programs.
 *
 * @param block number of the block, from 1; or counted from the end, -1 for the last
 * @param outputs what to take
 */
public record Request(int block, Set<Output> outputs) {

	public static Request last(final Output... outputs) {
		return of(-1, outputs);
	}

	public static Request of(final int block, final Output... outputs) {
		return new Request(block, EnumSet.copyOf(List.of(outputs)));
	}

	/** The number from 1 to {@code depth}. */
	int resolve(final int depth) {
		final int number = block < 0 ? depth + 1 + block : block;
		if (number < 1 || number > depth)
			throw new IllegalArgumentException("block " + block + " of a network with " + depth + " blocks");
		return number;
	}
}
