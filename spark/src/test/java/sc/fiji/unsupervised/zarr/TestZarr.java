package sc.fiji.unsupervised.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Writes small OME-Zarr images. */
public final class TestZarr {

	private TestZarr() {}

	/**
	 * @param format of Zarr, 2 or 3
	 * @param axes for example {@code czyx}
	 * @param values in the order of the axes, the last one fastest; 8-bit up to 255, else float32
	 */
	public static void write(final String address, final int format, final String axes, final long[] shape, final int[] chunk,
		final DataType type, final float[] values)
	{
		final Store store = Store.of(address);
		final List<String> names = Arrays.asList(axes.split(""));
		final ZarrArray array = ZarrArray.create(store.resolve("s0"), ArrayInfo.toWrite(format, shape, chunk, type), names);
		final long[] index = new long[shape.length];
		do array.write(index, elements(array.info(), index, values));
		while (next(index, array.info()));
		final JsonArray list = new JsonArray(), scale = new JsonArray(), datasets = new JsonArray(), multiscales = new JsonArray(),
				transformations = new JsonArray();
		for (final String name : names) {
			list.add(ArrayInfo.object("name", name, "type", name.equals("c") ? "channel" : name.equals("t") ? "time" : "space"));
			scale.add(name.equals("z") ? 2 : name.equals("c") ? 1 : 0.5);
		}
		transformations.add(ArrayInfo.object("type", "scale", "scale", scale));
		datasets.add(ArrayInfo.object("path", "s0", "coordinateTransformations", transformations));
		multiscales.add(ArrayInfo.object("version", format == 3 ? "0.5" : "0.4", "axes", list, "datasets", datasets));
		final JsonObject attributes = ArrayInfo.object("multiscales", multiscales);
		if (format == 3) Json.write(store, "zarr.json", ArrayInfo.object("zarr_format", 3, "node_type", "group", "attributes",
			ArrayInfo.object("ome", attributes)));
		else {
			Json.write(store, ".zgroup", ArrayInfo.object("zarr_format", 2));
			Json.write(store, ".zattrs", attributes);
		}
	}

	private static byte[] elements(final ArrayInfo info, final long[] index, final float[] values) {
		final ByteBuffer out = ByteBuffer.allocate(info.chunkBytes()).order(ByteOrder.LITTLE_ENDIAN);
		final int n = index.length;
		for (int i = 0; i < info.chunkBytes() / info.type().bytes(); i++) {
			int rest = i;
			long at = 0, step = 1;
			boolean inside = true;
			for (int d = n - 1; d >= 0; d--) {
				final long place = index[d] * info.chunk()[d] + rest % info.chunk()[d];
				rest /= info.chunk()[d];
				inside &= place < info.shape()[d];
				at += place * step;
				step *= info.shape()[d];
			}
			final float value = inside ? values[(int) at] : 77; // what lies beyond the array must not be seen
			switch (info.type()) {
				case UINT8 -> out.put((byte) value);
				case UINT16 -> out.putShort((short) value);
				case FLOAT32 -> out.putFloat(value);
				default -> throw new IllegalArgumentException(info.type().toString());
			}
		}
		return out.array();
	}

	private static boolean next(final long[] index, final ArrayInfo info) {
		for (int d = index.length - 1; d >= 0; d--) {
			if (++index[d] * info.chunk()[d] < info.shape()[d]) return true;
			index[d] = 0;
		}
		return false;
	}
}
