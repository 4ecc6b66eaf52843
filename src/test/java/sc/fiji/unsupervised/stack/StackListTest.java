package sc.fiji.unsupervised.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.Stacks.Formula;

class StackListTest {

	private final Formula small = new Formula(2, 1, 3, 2, (s, c, x, y) -> s);
	private final Formula large = new Formula(3, 1, 5, 4, (s, c, x, y) -> 10 + s);

	@Test
	void slicesOfAllStacksInOrder() {
		final StackList set = new StackList(List.of(small, large));
		assertEquals(5, set.slices());
		assertEquals(3, set.width(1));
		assertEquals(5, set.width(2));
		assertEquals(4, set.height(4));
		assertEquals(1, set.plane(1, 0)[0]);
		assertEquals(12, set.plane(4, 0)[0]);
		assertEquals("slice 2", set.position(4).label());
		assertArrayEquals(new int[] { 0, 0, 1, 1, 1 }, new int[] { set.stackOf(0), set.stackOf(1), set.stackOf(2), set.stackOf(
			3), set.stackOf(4) });
		assertThrows(IndexOutOfBoundsException.class, () -> set.stackOf(5));
	}

	@Test
	void channelsHaveToAgree() {
		final Formula two = new Formula(1, 2, 3, 2, (s, c, x, y) -> 0);
		final UserException e = assertThrows(UserException.class, () -> new StackList(List.of(small, large, two)));
		assertTrue(e.getMessage().startsWith("Image 3 has 2 channels but the first has 1 channel"), e.getMessage());
		assertThrows(UserException.class, () -> new StackList(List.of()));
	}
}
