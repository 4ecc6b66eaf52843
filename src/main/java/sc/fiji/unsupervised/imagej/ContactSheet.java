package sc.fiji.unsupervised.imagej;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

/** One picture of many labelled images: what the classes are, then each image small with its name. */
public final class ContactSheet {

	private static final int THUMB = 256, GAP = 12, LINE = 18, MAX_WIDTH = 4096, MAX_IMAGES = 1000, MAX_SKIPPED = 20;
	private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

	/** An image: its name and the file of its {@link #thumbnail}. */
	public record Entry(String name, Path thumbnail) {}

	private final List<Entry> entries;
	private final ClassNames names;
	private final List<String> notes = new ArrayList<>();
	private final int columns, rows, cell;

	private ContactSheet(final List<Entry> all, final ClassNames names, final Map<String, String> skipped) {
		final int count = Math.min(all.size(), MAX_IMAGES);
		entries = new ArrayList<>();
		for (int i = 0; i < count; i++) entries.add(all.get((int) ((long) i * all.size() / count)));
		this.names = names;
		// A little wider than high, the last row as full as can be.
		final int most = (int) Math.ceil(Math.sqrt(1.5 * count));
		rows = (count + most - 1) / most;
		columns = (count + rows - 1) / rows;
		cell = Math.min(THUMB, (MAX_WIDTH - GAP) / columns - GAP);
		if (count < all.size()) notes.add(count + " of " + all.size() + " images are shown.");
		skipped.forEach((name, reason) -> {
			if (notes.size() < MAX_SKIPPED) notes.add("Left out: " + name + ": " + reason);
		});
		if (skipped.size() > MAX_SKIPPED) notes.add("... and " + (skipped.size() - MAX_SKIPPED) + " more were left out.");
	}

	/** A labelled picture made small enough for the sheet; small ones stay as they are. */
	public static BufferedImage thumbnail(final BufferedImage picture) {
		return fit(picture, THUMB);
	}

	/** Fits a picture into a square. Halved step by step, or bilinear interpolation would leave out pixels. */
	private static BufferedImage fit(final BufferedImage picture, final int size) {
		BufferedImage small = picture;
		while (Math.max(small.getWidth(), small.getHeight()) > size) {
			final double scale = Math.max(0.5, (double) size / Math.max(small.getWidth(), small.getHeight()));
			final int width = Math.max(1, (int) Math.round(small.getWidth() * scale));
			final int height = Math.max(1, (int) Math.round(small.getHeight() * scale));
			final BufferedImage next = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
			final Graphics2D g = next.createGraphics();
			g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
			g.drawImage(small, 0, 0, width, height, null);
			g.dispose();
			small = next;
		}
		return small;
	}

	/**
	 * Draws the sheet.
	 *
	 * @param entries at least one; of more than 1000, evenly spread ones are drawn
	 * @param names of the classes, for the legend
	 * @param skipped images that are not there, and why
	 * @throws IOException if a thumbnail is there but cannot be read
	 */
	public static BufferedImage of(final List<Entry> entries, final ClassNames names, final Map<String, String> skipped)
		throws IOException
	{
		return new ContactSheet(entries, names, skipped).draw();
	}

	private BufferedImage draw() throws IOException {
		final FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics(TEXT);
		final int width = Math.max(2 * THUMB, GAP + columns * (cell + GAP));
		final List<int[]> legend = legend(metrics, width);
		final int top = legend.isEmpty() ? GAP : legend.get(legend.size() - 1)[1] + LINE + GAP;
		final List<String> lines = notes.stream().map(note -> cut(note, width - 2 * GAP, metrics)).toList();
		final int height = top + rows * (cell + LINE + GAP) + lines.size() * LINE + (lines.isEmpty() ? 0 : GAP);
		final BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		final Graphics2D g = sheet.createGraphics();
		g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		g.setFont(TEXT);
		g.setColor(Color.WHITE);
		g.fillRect(0, 0, width, height);
		for (int k = 0; k < legend.size(); k++) {
			final int label = names.labels()[k], x = legend.get(k)[0], y = legend.get(k)[1];
			g.setColor(new Color(names.rgb(label)));
			g.fillRect(x, y + 2, LINE - 4, LINE - 4);
			g.setColor(Color.BLACK);
			g.drawString(names.name(label), x + LINE, y + LINE - 5);
		}
		for (int i = 0; i < entries.size(); i++) draw(g, entries.get(i), GAP + i % columns * (cell + GAP), top + i / columns *
			(cell + LINE + GAP));
		for (int i = 0; i < lines.size(); i++) g.drawString(lines.get(i), GAP, height - GAP - (lines.size() - 1 - i) * LINE);
		g.dispose();
		return sheet;
	}

	private void draw(final Graphics2D g, final Entry entry, final int x, final int y) throws IOException {
		final BufferedImage read = Files.exists(entry.thumbnail) ? ImageIO.read(entry.thumbnail.toFile()) : null;
		if (read != null) {
			final BufferedImage small = fit(read, cell);
			g.drawImage(small, x + (cell - small.getWidth()) / 2, y + (cell - small.getHeight()) / 2, null);
		}
		final String name = cut(entry.name, cell, g.getFontMetrics());
		g.drawString(name, x + (cell - g.getFontMetrics().stringWidth(name)) / 2, y + cell + LINE - 4);
	}

	/** Place of each class in the legend, line after line. */
	private List<int[]> legend(final FontMetrics metrics, final int width) {
		final List<int[]> places = new ArrayList<>();
		int x = GAP, y = GAP;
		for (final int label : names.labels()) {
			final int wide = LINE + metrics.stringWidth(names.name(label)) + 2 * GAP;
			if (x > GAP && x + wide > width) {
				x = GAP;
				y += LINE;
			}
			places.add(new int[] { x, y });
			x += wide;
		}
		return places;
	}

	private static String cut(final String text, final int width, final FontMetrics metrics) {
		if (metrics.stringWidth(text) <= width) return text;
		int length = text.length();
		while (length > 1 && metrics.stringWidth(text.substring(0, length) + "...") > width) length--;
		return text.substring(0, length) + "...";
	}
}
