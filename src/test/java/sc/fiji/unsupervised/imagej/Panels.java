package sc.fiji.unsupervised.imagej;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Pictures of equal size in a row, each under its words. */
final class Panels {

	private static final int GAP = 6, LINE = 20;

	private record Panel(String words, BufferedImage picture) {}

	private final List<Panel> panels = new ArrayList<>();

	Panels add(final String words, final BufferedImage picture) {
		panels.add(new Panel(words, picture));
		return this;
	}

	/** @param columns in a row */
	BufferedImage draw(final int columns) {
		final BufferedImage first = panels.get(0).picture;
		final int width = first.getWidth() + GAP, height = first.getHeight() + LINE + GAP;
		final int rows = (panels.size() + columns - 1) / columns;
		final BufferedImage all = new BufferedImage(columns * width - GAP, rows * height - GAP, BufferedImage.TYPE_INT_RGB);
		final Graphics2D pen = all.createGraphics();
		pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
		pen.setColor(Color.WHITE);
		pen.fillRect(0, 0, all.getWidth(), all.getHeight());
		pen.setColor(Color.BLACK);
		for (int i = 0; i < panels.size(); i++) {
			final int x = i % columns * width, y = i / columns * height;
			pen.drawString(panels.get(i).words, x, y + LINE - 6);
			pen.drawImage(panels.get(i).picture, x, y + LINE, null);
		}
		pen.dispose();
		return all;
	}
}
