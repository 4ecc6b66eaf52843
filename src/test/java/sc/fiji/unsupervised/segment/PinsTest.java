package sc.fiji.unsupervised.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.stack.Axes;
import sc.fiji.unsupervised.stack.ImgStack;

class PinsTest {

	private static final String FORM = "write x,y,slice,class;x,y,slice,class and so on, as 120,80,1,1;40,66,1,2.";

	@Test
	void textIsReadAndWritten() {
		final Pins pins = Pins.parse(" 12, 0,3,2 ; 4,5,1,1;7,8,1,2; ");
		assertEquals(List.of(new Pin(12, 0, 2, 2), new Pin(4, 5, 0, 1), new Pin(7, 8, 0, 2)), pins.list());
		assertEquals(2, pins.classes());
		assertEquals("12,0,3,2;4,5,1,1;7,8,1,2", pins.format());
		assertEquals(pins, Pins.parse(pins.format()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"''|points has no point; give points of at least two classes.", //
		"1,2,1,1|points has points of one class only; give points of at least two classes.", //
		"1,2,1,1;3,4,1,3|points has no point of class 2; number the classes from 1 without gaps.", //
		"1,2,1,0;3,4,1,1|points has the class 0; number the classes from 1 to at most 255.", //
		"1,2,1,256;3,4,1,1|points has the class 256; number the classes from 1 to at most 255.", //
		"1,2,1;3,4,1,2|points has \"1,2,1\", which is no point; " + FORM, //
		"1,2,1,1,9;3,4,1,2|points has \"1,2,1,1,9\", which is no point; " + FORM, //
		"1,2,1,1;a,4,1,2|points has \"a,4,1,2\", which is no point; " + FORM, //
		"1,2,1,1;1.5,4,1,2|points has \"1.5,4,1,2\", which is no point; " + FORM, //
		"1,2,-2147483648,1;1,4,1,2|points has \"1,2,-2147483648,1\", which is no point; " + FORM, //
		"99999999999,2,1,1|points has \"99999999999,2,1,1\", which is no point; " + FORM })
	void wrongTextIsAnsweredInOneSentence(final String text, final String sentence) {
		assertEquals(sentence, assertThrows(UserException.class, () -> Pins.parse(text)).getMessage());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"1,2,1,1;3,4,3,2|points has a point in slice 3 but the image has 2; use 1 to 2.", //
		"1,2,0,1;3,4,1,2|points has a point in slice 0 but the image has 2; use 1 to 2.", //
		"1,2,1,1;30,4,1,2|points has the point 30,4 outside of the image of 30 x 20 pixels; use 0 to 29 and 0 to 19.", //
		"1,2,1,1;3,-1,1,2|points has the point 3,-1 outside of the image of 30 x 20 pixels; use 0 to 29 and 0 to 19." })
	void pointsOutsideOfTheImageAreRefused(final String text, final String sentence) {
		final ImgStack stack = ImgStack.of(ArrayImgs.bytes(30, 20, 2), Axes.parse("XYZ"));
		assertEquals(sentence, assertThrows(UserException.class, () -> Pins.parse(text).check(stack)).getMessage());
	}
}
