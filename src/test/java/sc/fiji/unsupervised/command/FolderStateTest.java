package sc.fiji.unsupervised.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that a folder job keeps, where someone else wrote them. */
class FolderStateTest {

	private static final String MARK = "{\"bytes\":10,\"modified\":5}";

	@Test
	void soundFilesAreRead() {
		assertTrue(FolderState.document("{\"format\":1,\"settings\":{\"a\":1},\"trained\":{\"größe 1.tif\":" + MARK + "}}")
			.isPresent());
		assertTrue(FolderState.done("{\"mark\":" + MARK +
			",\"shape\":{\"slices\":1,\"channels\":1,\"rgb\":false,\"width\":4,\"height\":4},\"measurements\":\"\"}").isPresent());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{}", "{", "\"\\u", "{\"format\":2,\"settings\":{},\"trained\":{}}",
		"{\"format\":1,\"settings\":{\"a\":[1]},\"trained\":{}}", "{\"format\":1,\"settings\":{\"a\":null},\"trained\":{}}",
		"{\"format\":1,\"settings\":{},\"trained\":{\"../../etc/passwd\":" + MARK + "}}",
		"{\"format\":1,\"settings\":{},\"trained\":{\"/etc/passwd\":" + MARK + "}}",
		"{\"format\":1,\"settings\":{},\"trained\":{\"a\\u0000b\":" + MARK + "}}",
		"{\"format\":1,\"settings\":{},\"trained\":{\"a\":null}}",
		"{\"mark\":" + MARK + ",\"shape\":{\"slices\":-1,\"channels\":1,\"width\":4,\"height\":4},\"measurements\":\"\"}" })
	void othersAreNot(final String text) {
		assertEquals(Optional.empty(), FolderState.document(text));
		assertEquals(Optional.empty(), FolderState.done(text));
	}
}
