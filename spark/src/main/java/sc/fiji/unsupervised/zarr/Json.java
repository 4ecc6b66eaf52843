package sc.fiji.unsupervised.zarr;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import sc.fiji.unsupervised.UserException;

/** Small JSON files of a store. */
final class Json {

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().serializeNulls().create();

	private Json() {}

	/** @throws UserException if the file is there and is no JSON object */
	static Optional<JsonObject> read(final Store store, final String name) {
		final Optional<byte[]> bytes = store.read(name);
		try {
			return bytes.map(text -> JsonParser.parseString(new String(text, StandardCharsets.UTF_8)).getAsJsonObject());
		}
		catch (final RuntimeException e) {
			throw new UserException(store + "/" + name + " cannot be read as JSON; write it again.", e);
		}
	}

	static void write(final Store store, final String name, final JsonObject json) {
		store.write(name, GSON.toJson(json).getBytes(StandardCharsets.UTF_8));
	}
}
