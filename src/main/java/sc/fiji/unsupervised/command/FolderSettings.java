package sc.fiji.unsupervised.command;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.engine.Versions;

/** All that results of a folder job depend on beside the images, as JSON. */
final class FolderSettings {

	private static final Gson GSON = new Gson();
	private static final String MODEL = "model", HASH = "sha256";

	private FolderSettings() {}

	/** @param applies whether the plan's model is applied, so that its content matters, not how it was trained */
	static JsonObject of(final FolderPlan plan, final boolean applies) {
		final JsonObject settings = new JsonObject();
		settings.addProperty("plugin", Versions.plugin());
		settings.addProperty(plan.key(), absolute(plan.input()));
		settings.addProperty("overlay", plan.overlays() ? "yes" : "no");
		settings.addProperty(MODEL, absolute(plan.modelFile()));
		add(settings, GSON.toJsonTree(plan.applying()).getAsJsonObject());
		if (applies) settings.addProperty(HASH, hash(plan.modelFile()));
		else {
			settings.addProperty("sample", plan.sample());
			add(settings, GSON.toJsonTree(plan.training()).getAsJsonObject());
		}
		return settings;
	}

	private static void add(final JsonObject settings, final JsonObject more) {
		for (final Map.Entry<String, JsonElement> entry : more.entrySet()) settings.add(entry.getKey(), entry.getValue());
	}

	private static String absolute(final Path path) {
		return path.toAbsolutePath().normalize().toString();
	}

	/** SHA-256 of a model's file. */
	static String hash(final Path file) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
		}
		catch (final IOException e) {
			throw new UserException("model=" + file + " cannot be read; check the path.", e);
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Whether the settings are those of a job that trains that model. */
	static boolean trains(final JsonObject settings, final Path model) {
		return !settings.has(HASH) && settings.has(MODEL) && settings.get(MODEL).getAsString().equals(absolute(model));
	}

	/** The first setting that differs, in words. */
	static Optional<String> difference(final JsonObject before, final JsonObject now) {
		final TreeSet<String> keys = new TreeSet<>(before.keySet());
		keys.addAll(now.keySet());
		return keys.stream().filter(key -> !text(before, key).equals(text(now, key))).findFirst().map(key -> key + " was " +
			text(before, key) + " and is " + text(now, key));
	}

	private static String text(final JsonObject settings, final String key) {
		return settings.has(key) ? settings.get(key).getAsString() : "none";
	}
}
