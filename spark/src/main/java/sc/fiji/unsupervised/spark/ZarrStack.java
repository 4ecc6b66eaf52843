package sc.fiji.unsupervised.spark;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import sc.fiji.unsupervised.stack.Position;
import sc.fiji.unsupervised.stack.Window;
import sc.fiji.unsupervised.stack.WindowedStack;
import sc.fiji.unsupervised.zarr.OmeImage;

/** The sections of a block as a stack. What was read of all its sections is kept for the last window, by channel. */
final class ZarrStack implements WindowedStack {

	private final OmeImage image;
	private final Block block;
	private final boolean rgb;
	private final Map<Integer, ByteBuffer> kept = new HashMap<>();
	private Window window;

	/** @param rgb whether three channels are the colours of a picture */
	ZarrStack(final OmeImage image, final Block block, final boolean rgb) {
		this.image = image;
		this.block = block;
		this.rgb = rgb;
	}

	@Override
	public int slices() {
		return block.to() - block.from();
	}

	@Override
	public int channels() {
		return Math.toIntExact(image.size('c'));
	}

	@Override
	public boolean isRgb() {
		return rgb && channels() == 3;
	}

	@Override
	public int width(final int slice) {
		return Math.toIntExact(image.size('x'));
	}

	@Override
	public int height(final int slice) {
		return Math.toIntExact(image.size('y'));
	}

	@Override
	public Position position(final int slice) {
		return new Position(block.from() + slice, block.t(), "");
	}

	@Override
	public float[] part(final int slice, final int channel, final Window part) {
		final int pixels = part.width() * part.height();
		return image.array().info().type().floats(section(channel, part), slice * pixels, pixels);
	}

	private synchronized ByteBuffer section(final int channel, final Window part) {
		if (!part.equals(window)) kept.clear();
		window = part;
		return kept.computeIfAbsent(channel, c -> image.array().read(image.order(block.t(), c, block.from(), part.y(), part.x()),
			Arrays.stream(image.order(1, 1, slices(), part.height(), part.width())).mapToInt(Math::toIntExact).toArray()));
	}
}
