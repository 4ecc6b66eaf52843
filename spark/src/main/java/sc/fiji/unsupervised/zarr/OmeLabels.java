package sc.fiji.unsupervised.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.UserException;

/**
 * Writes the label image of an image, in the format of that image: one resolution, without the axis of the channels, a slice of
 * a chunk of the image in each chunk. Inside the image's folder {@code labels} it is listed there.
 */
public final class OmeLabels {

	private static final String ARRAY = "0";

	private OmeLabels() {}

	/** A class of the model: its name and colour, 0xRRGGBB. */
	public record Label(String name, int rgb) {}

	/**
	 * Writes the metadata.
	 *
	 * @param labels from 1
	 * @throws UserException if there is something already
	 */
	public static void create(final OmeImage image, final String address, final List<Label> labels) {
		final Store store = Store.of(address);
		if (store.exists()) throw new UserException("output=" + address + " exists; delete it, or give another output.");
		final ArrayInfo source = image.array().info();
		final int[] dimensions = IntStream.range(0, image.axes().size()).filter(d -> !image.axes().get(d).equals("c")).toArray();
		final List<String> axes = IntStream.of(dimensions).mapToObj(image.axes()::get).toList();
		final long[] shape = IntStream.of(dimensions).mapToLong(d -> source.shape()[d]).toArray();
		final int[] chunk = IntStream.of(dimensions).map(d -> d < image.axes().size() - 2 ? 1 : source.chunk()[d]).toArray();
		ZarrArray.create(store.resolve(ARRAY), ArrayInfo.toWrite(source.format(), shape, chunk, labels.size() > 255
			? DataType.UINT16 : DataType.UINT8), axes);
		group(store, source.format(), metadata(image, store, labels));
		final Store parent = store.parent();
		if (parent != null && parent.name().equals("labels")) list(parent, store.name(), source.format());
	}

	/** The array of a label image that was created. */
	public static ZarrArray open(final String address, final int format) {
		return ZarrArray.open(Store.of(address).resolve(ARRAY), format);
	}

	private static JsonObject metadata(final OmeImage image, final Store store, final List<Label> labels) {
		final String version = image.array().info().format() == 3 ? "0.5" : "0.4";
		final JsonArray axes = new JsonArray(), colours = new JsonArray(), properties = new JsonArray();
		for (final JsonElement axis : image.multiscale().getAsJsonArray("axes"))
			if (!axis.getAsJsonObject().get("name").getAsString().equalsIgnoreCase("c")) axes.add(axis);
		for (int k = 1; k <= labels.size(); k++) {
			final Label label = labels.get(k - 1);
			colours.add(ArrayInfo.object("label-value", k, "rgba", ArrayInfo.array(IntStream.of(label.rgb >> 16 & 0xff, label.rgb >>
				8 & 0xff, label.rgb & 0xff, 255).boxed())));
			properties.add(ArrayInfo.object("label-value", k, "class", label.name));
		}
		final JsonObject dataset = ArrayInfo.object("path", ARRAY, "coordinateTransformations", image.transformations(image
			.multiscale().getAsJsonArray("datasets").get(0).getAsJsonObject()));
		final JsonObject multiscale = ArrayInfo.object("version", version, "name", store.name(), "axes", axes, "datasets", list(
			dataset));
		final JsonArray all = image.transformations(image.multiscale());
		if (!all.isEmpty()) multiscale.add("coordinateTransformations", all);
		return ArrayInfo.object("version", version, "multiscales", list(multiscale), "image-label", ArrayInfo.object("version",
			version, "colors", colours, "properties", properties, "source", ArrayInfo.object("image", "../../")));
	}

	private static JsonArray list(final JsonElement element) {
		final JsonArray list = new JsonArray();
		list.add(element);
		return list;
	}

	/** Adds a name to the list of an image's labels. */
	private static void list(final Store labels, final String name, final int format) {
		final JsonObject before = Json.read(labels, format == 3 ? "zarr.json" : ".zattrs").map(json -> format == 3 ? json
			.getAsJsonObject("attributes").getAsJsonObject("ome") : json).orElse(new JsonObject());
		final List<String> names = new ArrayList<>();
		if (before.has("labels")) before.getAsJsonArray("labels").forEach(element -> names.add(element.getAsString()));
		if (names.contains(name)) return;
		names.add(name);
		final JsonArray all = new JsonArray();
		names.forEach(all::add);
		before.add("labels", all);
		group(labels, format, before);
	}

	private static void group(final Store store, final int format, final JsonObject attributes) {
		if (format == 3) Json.write(store, "zarr.json", ArrayInfo.object("zarr_format", 3, "node_type", "group", "attributes",
			ArrayInfo.object("ome", attributes)));
		else {
			Json.write(store, ".zgroup", ArrayInfo.object("zarr_format", 2));
			Json.write(store, ".zattrs", attributes);
		}
	}
}
