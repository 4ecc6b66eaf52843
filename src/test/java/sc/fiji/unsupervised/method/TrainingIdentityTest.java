package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.stack.FeatureCache;
import sc.fiji.unsupervised.stack.TilePlace;

class TrainingIdentityTest {

	/** Equal features of another part of the image are another training. */
	@Test
	void knowsWhichCellsCount() {
		try (Session session = Session.open(new Session.Options("cpu", 1, 1))) {
			final BitSet some = new BitSet();
			some.set(2);
			assertEquals(identity(session, new BitSet()), identity(session, new BitSet()));
			assertNotEquals(identity(session, new BitSet()), identity(session, some));
		}
	}

	private static String identity(final Session session, final BitSet excluded) {
		try (FeatureCache cache = new FeatureCache(2, 2, 3, 1 << 20)) {
			cache.add(ByteBuffer.allocateDirect(2 * 2 * 3 * 2).order(ByteOrder.LITTLE_ENDIAN), new TilePlace(0, 0, 0, 2, 2,
				excluded, new float[4]));
			return TrainingIdentity.of(cache, new MethodSettings(2, 0, 5, "auto", 1), session, "");
		}
	}
}
