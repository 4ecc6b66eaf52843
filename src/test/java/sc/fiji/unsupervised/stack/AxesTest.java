package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;

class AxesTest {

	@Test
	void lettersNameDimensionsInOrder() {
		assertEquals(new Axes(0, 1, 2, 3, 4), Axes.parse("XYCZT"));
		assertEquals(new Axes(1, 0, -1, -1, 2), Axes.parse(" yxt "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "X", "XYQ", "XYX", "CZT" })
	void otherTextsAreRefused(final String text) {
		assertThrows(UserException.class, () -> Axes.parse(text));
	}

	@Test
	void messageSaysWhatIsAllowed() {
		final UserException e = assertThrows(UserException.class, () -> Axes.parse("XYQ"));
		assertTrue(e.getMessage().contains("axes=XYQ") && e.getMessage().contains("X, Y, C, Z, T"), e.getMessage());
	}

	@Test
	void twoAxesCannotShareADimension() {
		assertThrows(UserException.class, () -> new Axes(0, 1, 1, -1, -1));
	}
}
