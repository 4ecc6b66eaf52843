package sc.fiji.unsupervised.backbone;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.unsupervised.backbone.FilterBank.Picture;
import sc.fiji.unsupervised.engine.Script;

/**
 * Writes the filter bank as one TorchScript method, so that a tile crosses into native code once and every intermediate
 * map dies inside. All filters are separable and made of four one-dimensional kernels per level; mirroring the tile
 * mirrors every map, since odd derivatives enter squared only.
 */
final class FilterScript {

	private static final String[] MAPS = { "Gaussian", "gradient", "Laplacian", "larger Hessian eigenvalue",
		"smaller Hessian eigenvalue", "larger structure tensor eigenvalue", "smaller structure tensor eigenvalue",
		"local sd", "difference of Gaussians" };

	/** Sigmas of the channel Gaussians that count as texture too. */
	private static final double CHANNEL_FROM = 1, CHANNEL_TO = 4;

	/** Share of each channel in the grey value. */
	private static final double[] LUMA = { 0.299, 0.587, 0.114 };

	private final StringBuilder text = new StringBuilder();
	private final List<FilterColumn> columns = new ArrayList<>();
	private final List<String> parts = new ArrayList<>();
	private final int cell;

	FilterScript(final FilterLevel[] levels, final Picture picture, final int cell) {
		this.cell = cell;
		text.append("def features(self, tile: Tensor");
		for (int i = 0; i < levels.length; i++) text.append(", h").append(i).append(": Tensor, s").append(i).append(
			": Tensor");
		text.append(") -> Tensor:\n");
		// Centred, so that squares keep their digits. Only the means of Gaussians are shifted by that.
		line("t = torch.sub(tile, 0.5)");
		line("g = " + grey("t"));
		for (int i = 0; i < levels.length; i++) {
			level(i, levels[i], picture);
			if (picture == Picture.COLOUR && levels[i].sigma() >= CHANNEL_FROM) channels(i, levels[i]);
		}
		intensity(picture);
		line("return torch.cat([" + String.join(", ", parts) + "], 1)");
	}

	/** What each feature is, in the order of the method's result. */
	List<FilterColumn> columns() {
		return columns;
	}

	/** The method {@code features(tile, h0, s0, h1, s1, ...)}. */
	@Override
	public String toString() {
		return text.toString();
	}

	/** Weighted sum of the channels. Not a convolution: for 1 x 1 the engine takes another one where it has one thread. */
	private static String grey(final String x) {
		final String[] parts = new String[3];
		for (int c = 0; c < 3; c++) parts[c] = "torch.mul(" + channel(x, c) + ", " + LUMA[c] + ")";
		return "torch.add(torch.add(" + parts[0] + ", " + parts[1] + "), " + parts[2] + ")";
	}

	private void level(final int i, final FilterLevel level, final Picture picture) {
		final int step = level.step(), inner = step * level.integrationRadius();
		line("v = torch.transpose(h" + i + ", 2, 3)");
		line("x = " + crop("g", FilterBank.HALO - level.margin()));
		line("a = " + conv("x", "h" + i, 1, step));
		line("ly = " + conv(channel("a", 0), "v", step, 1, 0, 3)); // L, L_y, L_yy
		line("lx = " + conv(channel("a", 1), "v", step, 1, 0, 2)); // L_x, L_xy
		line("xx = " + crop(conv(channel("a", 2), "v", step, 1, 0, 1), inner / step));
		line("fine = " + crop(conv(channel("a", 3), "v", step, 1, 3, 1), inner / step));
		line("l = " + crop(channel("ly", 0), inner / step));
		line("yy = " + crop(channel("ly", 2), inner / step));
		line("xy = " + crop(channel("lx", 1), inner / step));
		line("dx = " + channel("lx", 0));
		line("dy = " + channel("ly", 1));
		line("p = torch.cat([torch.mul(dx, dx), torch.mul(dy, dy), torch.mul(dx, dy)], 0)");
		line("n = torch.size(tile, 0)");
		line("pc = " + crop("p", inner / step));
		line("grad = torch.sqrt(torch.add(torch.narrow(pc, 0, 0, n), torch.narrow(pc, 0, n, n)))");
		line("q = " + conv(conv("p", "s" + i, 1, 1), "torch.transpose(s" + i + ", 2, 3)", 1, 1));
		eigenvalues("hm", "hd", "xx", "yy", "xy");
		eigenvalues("sm", "sd", "torch.narrow(q, 0, 0, n)", "torch.narrow(q, 0, n, n)",
			"torch.narrow(q, 0, torch.mul(n, 2), n)");
		line("w = " + crop("x", inner));
		line("e = " + conv(conv("torch.mul(w, w)", "torch.narrow(h" + i + ", 0, 0, 1)", 1, step), "v", step, 1, 0, 1));
		line("m = torch.cat([l, grad, torch.mul(hm, 2.), torch.add(hm, hd), torch.sub(hm, hd), " + root(
			"torch.add(sm, sd)", "1e-08") + ", " + root("torch.sub(sm, sd)", "1e-08") + ", " + root(
				"torch.sub(e, torch.mul(l, l))", "1e-06") + ", torch.sub(fine, l)], 1)");
		pool("k" + i, cell / step);
		final boolean shared = picture == Picture.GREY && level.sigma() >= CHANNEL_FROM;
		for (final String statistic : new String[] { "mean", "sd" })
			for (int j = 0; j < MAPS.length; j++) {
				final boolean both = shared && j == 0 && statistic.equals("mean");
				column(statistic + " of " + MAPS[j] + ", sigma " + level.sigma(), both ? FilterColumn.TEXTURE |
					FilterColumn.INTENSITY : FilterColumn.TEXTURE);
			}
	}

	/** Mean and half the difference of the eigenvalues of [[a, c], [c, b]]. */
	private void eigenvalues(final String mean, final String half, final String a, final String b, final String c) {
		line(mean + " = torch.mul(torch.add(" + a + ", " + b + "), 0.5)");
		line("d = torch.mul(torch.sub(" + a + ", " + b + "), 0.5)");
		line("c = " + c);
		line(half + " = torch.sqrt(torch.add(torch.mul(d, d), torch.mul(c, c)))");
	}

	/** Square root with a floor far below the noise of an 8-bit picture, where rounding would speak otherwise. */
	private static String root(final String x, final String floor) {
		return "torch.sqrt(torch.add(torch.clamp_min(" + x + ", 0.), " + floor + "))";
	}

	private void channels(final int i, final FilterLevel level) {
		final int step = level.step();
		line("x = " + crop("t", FilterBank.HALO - level.reach()));
		line("y = torch.reshape(x, [-1, 1, torch.size(x, 2), torch.size(x, 3)])");
		line("z = " + conv(conv("y", "torch.narrow(h" + i + ", 0, 0, 1)", 1, step), "v", step, 1, 0, 1));
		line("m = torch.reshape(z, [-1, 3, torch.size(z, 2), torch.size(z, 3)])");
		final boolean texture = level.sigma() <= CHANNEL_TO;
		if (texture) pool("c" + i, cell / step);
		else mean("c" + i, cell / step);
		for (int c = 0; c < 3; c++) column("mean of channel " + (c + 1) + ", sigma " + level.sigma(),
			texture ? FilterColumn.TEXTURE | FilterColumn.INTENSITY : FilterColumn.INTENSITY);
		if (texture) for (int c = 0; c < 3; c++) column("sd of channel " + (c + 1) + ", sigma " + level.sigma(),
			FilterColumn.TEXTURE);
	}

	private void intensity(final Picture picture) {
		line("m = " + crop(picture == Picture.GREY ? "g" : "t", FilterBank.HALO));
		mean("i", cell);
		if (picture == Picture.GREY) column("mean", FilterColumn.INTENSITY);
		else for (int c = 0; c < 3; c++) column("mean of channel " + (c + 1), FilterColumn.INTENSITY);
	}

	private void column(final String name, final int groups) {
		columns.add(new FilterColumn(name, groups));
	}

	private void mean(final String result, final int size) {
		line(result + " = " + average("m", size));
		parts.add(result);
	}

	/** Mean and standard deviation of {@code m} in each cell, in two passes since means may be far above deviations. */
	private void pool(final String result, final int size) {
		line("u = " + average("m", size));
		line("r = torch.sub(m, torch.upsample_nearest2d(u, [torch.size(m, 2), torch.size(m, 3)], None, None))");
		line(result + " = torch.cat([u, torch.sqrt(" + average("torch.mul(r, r)", size) + ")], 1)");
		parts.add(result);
	}

	private static String average(final String x, final int size) {
		final String window = "[" + size + ", " + size + "]";
		return "torch.avg_pool2d(" + x + ", " + window + ", " + window + ", [0, 0], False, True, None)";
	}

	private static String conv(final String x, final String kernels, final int down, final int across) {
		return Script.convolution(x, kernels, "None", down, across);
	}

	private static String conv(final String x, final String kernels, final int down, final int across, final int from,
		final int count)
	{
		return conv(x, "torch.narrow(" + kernels + ", 0, " + from + ", " + count + ")", down, across);
	}

	private static String channel(final String x, final int c) {
		return "torch.narrow(" + x + ", 1, " + c + ", 1)";
	}

	private static String crop(final String x, final int by) {
		if (by == 0) return x;
		final String rows = "torch.slice(" + x + ", 2, " + by + ", -" + by + ", 1)";
		return "torch.slice(" + rows + ", 3, " + by + ", -" + by + ", 1)";
	}

	private void line(final String line) {
		text.append("  ").append(line).append('\n');
	}
}
