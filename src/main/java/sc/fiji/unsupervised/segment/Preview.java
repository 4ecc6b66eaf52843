package sc.fiji.unsupervised.segment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;

import sc.fiji.unsupervised.cluster.ClassPrototypes;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.Head;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

/** A small picture of what a model does: intensity and classes of one training tile, side by side. */
final class Preview {

	/** Pixels per cell. */
	private static final int ZOOM = 6;

	private Preview() {}

	/** PNG of the tile in the middle of the cache; class k in colour k + 1 of the palette. */
	static byte[] png(final FeatureCache cache, final Head head, final ClassPrototypes prototypes,
		final Session session)
	{
		final int tile = cache.size() / 2, columns = cache.columns(), rows = cache.rows();
		final int[] labels;
		try (CellLabels cells = new CellLabels(cache, head, session)) {
			labels = cells.label(tile, prototypes);
		}
		final TilePlace place = cache.place(tile);
		final BufferedImage image = new BufferedImage(2 * columns * ZOOM, rows * ZOOM, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < rows * ZOOM; y++)
			for (int x = 0; x < columns * ZOOM; x++) {
				final int cell = y / ZOOM * columns + x / ZOOM;
				final int grey = Math.round(255 * Math.max(0, Math.min(1, place.intensity()[cell])));
				image.setRGB(x, y, grey * 0x10101);
				image.setRGB(columns * ZOOM + x, y, Palette.rgb(labels[cell] + 1));
			}
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, "png", out);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return out.toByteArray();
	}
}
