package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.evaluate.Confusion;
import sc.fiji.unsupervised.evaluate.Evaluation;
import sc.fiji.unsupervised.evaluate.MatchedScores;

/**
 * A confusion matrix to look at: rows are labels in the order of the true values they were matched to, extra ones below;
 * a cell tells which share of its true value a label took. The one-to-one match is framed.
 */
public final class ConfusionPicture {

	private static final int CELL = 72, MARGIN = 16, LINE = 18, MAX_NAME = 200, MIN_COLUMNS = 4;
	private static final Color FULL = new Color(0x08306b), FRAME = new Color(0xd55e00);
	private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13), TITLE = TEXT.deriveFont(Font.BOLD, 14f);

	private final Evaluation evaluation;
	private final ClassNames names;
	private final int[] match;
	private final List<Integer> rows;

	private ConfusionPicture(final Evaluation evaluation, final ClassNames names) {
		this.evaluation = evaluation;
		this.names = names;
		match = evaluation.oneToOne().scores().classOfCluster();
		rows = IntStream.range(0, match.length).boxed().sorted(Comparator.comparingInt(r -> match[r] < 0 ? Integer.MAX_VALUE
			: match[r])).toList();
	}

	/**
	 * Draws the matrix.
	 *
	 * @param title of the image
	 */
	public static ImagePlus of(final Evaluation evaluation, final ClassNames names, final String title) {
		return new ImagePlus(title, new ConfusionPicture(evaluation, names).draw());
	}

	private BufferedImage draw() {
		final FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics(TEXT);
		final List<String> captions = captions(metrics);
		final int columns = evaluation.classes().length, left = MARGIN + rows.stream().mapToInt(r -> metrics.stringWidth(name(r,
			metrics))).max().getAsInt() + MARGIN, top = MARGIN + 4 * LINE;
		final int wide = captions.stream().mapToInt(metrics::stringWidth).max().getAsInt() + 2 * MARGIN;
		final int width = Math.max(left + Math.max(columns, MIN_COLUMNS) * CELL + MARGIN, wide), height = top + rows.size() * CELL + MARGIN +
			captions.size() * LINE + MARGIN / 2;
		final BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		final Graphics2D g = picture.createGraphics();
		g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		g.setColor(Color.WHITE);
		g.fillRect(0, 0, width, height);
		g.setColor(Color.BLACK);
		g.setFont(TITLE);
		g.drawString("Which label took how much of each true class", MARGIN, MARGIN + LINE - 5);
		g.setFont(TEXT);
		g.drawString("true value (framed: the one-to-one match)", left, MARGIN + 5 * LINE / 2 - 5);
		for (int c = 0; c < columns; c++)
			centre(g, Integer.toString(evaluation.classes()[c]), left + c * CELL, top - LINE);
		for (int i = 0; i < rows.size(); i++) {
			g.setColor(Color.BLACK);
			g.drawString(name(rows.get(i), metrics), MARGIN, top + i * CELL + CELL / 2 + 5);
			for (int c = 0; c < columns; c++) cell(g, rows.get(i), c, left + c * CELL, top + i * CELL);
		}
		g.setColor(FRAME);
		g.setStroke(new BasicStroke(3));
		for (int i = 0; i < rows.size(); i++)
			if (match[rows.get(i)] >= 0) g.drawRect(left + match[rows.get(i)] * CELL + 1, top + i * CELL + 1, CELL - 3, CELL - 3);
		g.setColor(Color.BLACK);
		for (int i = 0; i < captions.size(); i++) g.drawString(captions.get(i), MARGIN, height - MARGIN / 2 - (captions.size() -
			1 - i) * LINE - 3);
		g.dispose();
		return picture;
	}

	private List<String> captions(final FontMetrics metrics) {
		return evaluation.matches().stream().map(m -> caption(m.name(), m.scores(), m.meanBoundary())).toList();
	}

	private static String caption(final String name, final MatchedScores scores, final double boundary) {
		return String.format(Locale.ROOT, "%s: mean IoU %.1f %%, accuracy %.1f %%, boundary F %.1f %%", name, scores.meanIou(),
			scores.accuracy(), boundary);
	}

	private String name(final int row, final FontMetrics metrics) {
		final int label = evaluation.labels()[row];
		final String name = names.name(label);
		return metrics.stringWidth(name) > MAX_NAME ? "class " + label : name;
	}

	private void cell(final Graphics2D g, final int row, final int c, final int x, final int y) {
		final Confusion confusion = evaluation.confusion();
		long actual = 0;
		for (int r = 0; r < confusion.clusters(); r++) actual += confusion.count(r, c);
		final double share = actual == 0 ? 0 : (double) confusion.count(row, c) / actual;
		g.setColor(mix(share));
		g.fillRect(x, y, CELL - 1, CELL - 1);
		g.setColor(share > 0.5 ? Color.WHITE : Color.BLACK);
		centre(g, String.format(Locale.ROOT, "%.1f %%", 100 * share), x, y + CELL / 2 - LINE / 2);
	}

	private static void centre(final Graphics2D g, final String text, final int x, final int y) {
		g.drawString(text, x + (CELL - g.getFontMetrics().stringWidth(text)) / 2, y + LINE - 4);
	}

	private static Color mix(final double share) {
		final int[] rgb = new int[3];
		final int[] full = { FULL.getRed(), FULL.getGreen(), FULL.getBlue() };
		for (int i = 0; i < 3; i++) rgb[i] = (int) Math.round(245 + share * (full[i] - 245));
		return new Color(rgb[0], rgb[1], rgb[2]);
	}
}
