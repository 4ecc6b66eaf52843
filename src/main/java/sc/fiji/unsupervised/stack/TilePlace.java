package sc.fiji.unsupervised.stack;

/**
 * Where a tile lies and which of its cells show real image.
 *
 * @param slice index of the slice
 * @param x left edge in pixels of the slice at the working scale
 * @param y top edge likewise
 * @param validRows cells from the top whose centre lies in the image
 * @param validColumns cells from the left whose centre lies in the image
 * @param intensity mean of the image in each cell, row-major, in [0, 1]; 0 outside the image
 */
public record TilePlace(int slice, int x, int y, int validRows, int validColumns, float[] intensity) {}
