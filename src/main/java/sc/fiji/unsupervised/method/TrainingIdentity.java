package sc.fiji.unsupervised.method;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.engine.Versions;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

/** All on which the steps of a training depend: two trainings of the same identity take the same steps, bit for bit. */
final class TrainingIdentity {

	private TrainingIdentity() {}

	/**
	 * @param cache by whose bytes the stack, its preparation and the backbone are known
	 * @param method what else the method has, such as its options and its objective
	 */
	static String of(final FeatureCache cache, final MethodSettings settings, final Session session, final String method) {
		return String.join("\n", Versions.plugin(), Versions.LIBTORCH, session.device().name(), Integer.toString(session
			.threads()), settings.toString(), features(cache), method);
	}

	private static String features(final FeatureCache cache) {
		final MessageDigest digest = digest();
		digest.update((cache.rows() + " " + cache.columns() + " " + cache.channels()).getBytes(StandardCharsets.UTF_8));
		for (int t = 0; t < cache.size(); t++) {
			final TilePlace place = cache.place(t);
			digest.update((" " + place.validRows() + " " + place.validColumns() + " " + place.excluded()).getBytes(StandardCharsets.UTF_8));
			digest.update(cache.half(t));
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException(e); // every Java has it
		}
	}
}
