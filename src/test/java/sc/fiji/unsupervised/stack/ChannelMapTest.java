package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.Stacks.Formula;

class ChannelMapTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "auto|1|[[0, 0, 0]]", "auto|2|[[0, 1, 1]]", "AUTO|3|[[0, 1, 2]]",
		"auto|4|[[0, 0, 0], [1, 1, 1], [2, 2, 2], [3, 3, 3]]", "2|4|[[1, 1, 1]]", "3, 1|4|[[2, 0, 0]]",
		"13,1,4|13|[[12, 0, 3]]" })
	void keyGivesGroups(final String key, final int channels, final String groups) {
		assertEquals("ChannelMap" + groups, ChannelMap.parse(key, channels).toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "4", "1,", "1,1", "red", "1;2", "-1", "1.5", "99999999999" })
	void otherKeysAreRefused(final String key) {
		final UserException e = assertThrows(UserException.class, () -> ChannelMap.parse(key, 3));
		assertTrue(e.getMessage().startsWith("channels=" + key + " ") && e.getMessage().contains("1 to 3"), e.getMessage());
	}

	@Test
	void eachChannelInUseOnce() {
		assertArrayEquals(new int[] { 2, 0 }, ChannelMap.parse("3,1", 3).channels());
	}

	@Test
	void aStackWithoutTheChannelIsRefused() {
		final ChannelMap map = ChannelMap.parse("3", 3);
		map.check(new Formula(1, 3, 1, 1, (s, c, x, y) -> 0));
		assertThrows(UserException.class, () -> map.check(new Formula(1, 2, 1, 1, (s, c, x, y) -> 0)));
	}

	@Test
	void equalByContent() {
		assertEquals(ChannelMap.parse("auto", 3), ChannelMap.parse("1,2,3", 5));
		assertEquals(ChannelMap.parse("auto", 3).hashCode(), ChannelMap.parse("1,2,3", 5).hashCode());
		assertNotEquals(ChannelMap.parse("auto", 3), ChannelMap.parse("3,2,1", 5));
	}
}
