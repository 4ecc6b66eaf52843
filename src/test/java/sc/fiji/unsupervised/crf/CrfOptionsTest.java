package sc.fiji.unsupervised.crf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.UserException;

class CrfOptionsTest {

	@Test
	void defaultsAreThoseOfStego() {
		assertEquals(new CrfOptions(10, 3, 1, 4, 67, 3), CrfOptions.defaults());
	}

	@Test
	void namesKeyValueAndRange() {
		final UserException e = assertThrows(UserException.class, () -> new CrfOptions(-1, 3, 1, 4, 67, 3));
		assertEquals("The CRF's iterations is -1; choose a number from 0 to 1000.", e.getMessage());
		final UserException zero = assertThrows(UserException.class, () -> new CrfOptions(1, 3, 1, 4, 67, 0));
		assertEquals("The CRF's bilateralScolour is 0; choose a number from 0.1 to 10000.", zero.getMessage());
	}

	@Test
	void refusesWhatIsNoNumber() {
		assertThrows(UserException.class, () -> new CrfOptions(1, Float.NaN, 1, 4, 67, 3));
		assertThrows(UserException.class, () -> new CrfOptions(1, 3, Float.POSITIVE_INFINITY, 4, 67, 3));
		assertThrows(UserException.class, () -> new CrfOptions(1, 3, 1, -4, 67, 3));
		assertThrows(UserException.class, () -> new CrfOptions(1, 3, 1, 4, Float.NaN, 3));
	}
}
