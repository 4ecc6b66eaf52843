package sc.fiji.unsupervised.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import sc.fiji.unsupervised.UserException;

/**
 * An image of OME-Zarr 0.4 (Zarr 2) or 0.5 (Zarr 3) at full resolution.
 *
 * @param axes names of the dimensions, slowest first: of t, c, z, y and x
 * @param multiscale what the metadata say of axes, scales and resolutions
 * @param array of full resolution
 */
public record OmeImage(List<String> axes, JsonObject multiscale, ZarrArray array) {

	private static final String KNOWN = "tczyx";

	/** @throws UserException if there is no such image, or one with axes that are not known here */
	public static OmeImage open(final String address) {
		final Store store = Store.of(address);
		final Optional<JsonObject> v2 = Json.read(store, ".zattrs");
		final JsonObject attributes = v2.or(() -> Json.read(store, "zarr.json").map(OmeImage::ome)).orElseThrow(() -> no(address));
		final JsonElement multiscales = attributes.get("multiscales");
		if (multiscales == null || multiscales.getAsJsonArray().isEmpty()) throw no(address);
		try {
			final JsonObject multiscale = multiscales.getAsJsonArray().get(0).getAsJsonObject();
			final List<String> axes = new ArrayList<>();
			for (final JsonElement axis : multiscale.getAsJsonArray("axes")) axes.add(axis.getAsJsonObject().get("name")
				.getAsString().toLowerCase(Locale.ROOT));
			if (!axes.stream().allMatch(KNOWN::contains) || !axes.containsAll(List.of("y", "x")) || !axes.get(axes.size() - 1).equals(
				"x") || !axes.get(axes.size() - 2).equals("y")) throw new UserException("The axes of " + address + " are " + axes +
					"; use of t, c, z, y and x, with y and x last.");
			final String path = multiscale.getAsJsonArray("datasets").get(0).getAsJsonObject().get("path").getAsString();
			return new OmeImage(axes, multiscale, ZarrArray.open(store.resolve(path), v2.isPresent() ? 2 : 3));
		}
		catch (final IllegalStateException | NullPointerException | UnsupportedOperationException e) {
			throw new UserException("The metadata of " + address + " are not those of OME-Zarr 0.4 or 0.5; convert it.", e);
		}
	}

	private static JsonObject ome(final JsonObject group) {
		final JsonObject attributes = group.getAsJsonObject("attributes");
		return attributes == null || !attributes.has("ome") ? new JsonObject() : attributes.getAsJsonObject("ome");
	}

	private static UserException no(final String address) {
		return new UserException(address + " is no image of OME-Zarr 0.4 or 0.5; give the folder that has its multiscales.");
	}

	/** Elements along an axis, 1 if there is no such axis. */
	public long size(final char axis) {
		final int d = axes.indexOf(String.valueOf(axis));
		return d < 0 ? 1 : array.info().shape()[d];
	}

	/** Edge of a chunk along an axis, 1 if there is no such axis. */
	public int chunk(final char axis) {
		final int d = axes.indexOf(String.valueOf(axis));
		return d < 0 ? 1 : array.info().chunk()[d];
	}

	/** Numbers for each dimension, from those of the five axes in the order t, c, z, y, x. */
	public long[] order(final long... tczyx) {
		return axes.stream().mapToLong(axis -> tczyx[KNOWN.indexOf(axis)]).toArray();
	}

	/** The same without the channels' axis, as labels have it. */
	public long[] orderWithoutChannel(final long t, final long z, final long y, final long x) {
		return axes.stream().filter(axis -> !axis.equals("c")).mapToLong(axis -> new long[] { t, 0, z, y, x }[KNOWN.indexOf(axis)])
			.toArray();
	}

	/** Transformations of coordinates without the entries of the channels. */
	JsonArray transformations(final JsonObject of) {
		final JsonArray kept = new JsonArray();
		if (!of.has("coordinateTransformations")) return kept;
		final int channel = axes.indexOf("c");
		for (final JsonElement element : of.getAsJsonArray("coordinateTransformations").deepCopy()) {
			for (final String key : List.of("scale", "translation"))
				if (channel >= 0 && element.getAsJsonObject().has(key)) element.getAsJsonObject().getAsJsonArray(key).remove(channel);
			kept.add(element);
		}
		return kept;
	}
}
