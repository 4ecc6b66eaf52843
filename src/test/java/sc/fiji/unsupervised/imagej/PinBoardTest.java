package sc.fiji.unsupervised.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.segment.Pin;

class PinBoardTest {

	@Test
	void classesStayWithoutGaps() {
		final PinBoard board = new PinBoard();
		board.add(1, 1, 0, 0);
		board.add(2, 2, 0, 0);
		board.add(3, 3, 1, 2);
		board.add(4, 4, 1, 9);
		assertEquals(List.of(1, 2, 2, 3), board.pins().stream().map(Pin::label).toList());
		board.remove(1);
		assertEquals(List.of(1, 2, 3), board.pins().stream().map(Pin::label).toList());
		board.remove(1);
		assertEquals(List.of(new Pin(1, 1, 0, 1), new Pin(4, 4, 1, 2)), board.pins());
		assertEquals(2, board.classes());
		board.clear();
		assertEquals(0, board.classes());
	}
}
