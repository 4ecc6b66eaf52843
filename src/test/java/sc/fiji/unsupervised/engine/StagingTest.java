package sc.fiji.unsupervised.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.nio.ByteOrder;
import java.nio.ShortBuffer;

import org.junit.jupiter.api.Test;

class StagingTest {

	private static final short ONE = 0x3c00, TWO = 0x4000, MINUS_HALF = (short) 0xb800;

	@Test
	void whatWasSentStaysWhenTheMemoryIsUsedAgain() {
		try (Session session = Session.open(new Session.Options("cpu", 1, 1)); Staging staging = new Staging(session, 6);
				NDManager scope = session.manager().newSubManager())
		{
			assertTrue(staging.bytes().isDirect());
			halves(staging).put(ONE).put(TWO).put(MINUS_HALF).put(ONE);
			final NDArray first = staging.send(scope, new Shape(2, 2));
			halves(staging).put(TWO).put(TWO).put(TWO).put(TWO).put(ONE).put(MINUS_HALF);
			final NDArray second = staging.send(scope, new Shape(1, 6));
			assertEquals(DataType.FLOAT16, first.getDataType());
			assertEquals(new Shape(2, 2), first.getShape());
			assertArrayEquals(new float[] { 1, 2, -0.5f, 1 }, first.toType(DataType.FLOAT32, false).toFloatArray());
			assertArrayEquals(new float[] { 2, 2, 2, 2, 1, -0.5f }, second.toType(DataType.FLOAT32, false).toFloatArray());
			assertEquals(scope, first.getManager());
		}
	}

	private static ShortBuffer halves(final Staging staging) {
		return staging.bytes().order(ByteOrder.nativeOrder()).asShortBuffer();
	}
}
