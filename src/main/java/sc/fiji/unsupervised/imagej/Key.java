package sc.fiji.unsupervised.imagej;

import java.io.File;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import org.scijava.module.ModuleItem;
import org.scijava.widget.FileWidget;

import sc.fiji.unsupervised.UserException;

/**
 * One key of a command as its annotation defines it, and how its value is written as text in a macro, a dialog or a
 * shell line.
 *
 * @param name one lower-case word
 * @param label of the dialog; its first word is the name
 * @param description one sentence for the user
 * @param type int, long, double, String or File
 * @param choices all values that are allowed, or empty
 * @param min smallest number allowed, or null
 * @param max largest number allowed, or null
 * @param value default, null for no file
 * @param required whether it must not be empty
 * @param style of the widget that asks for it
 */
public record Key(String name, String label, String description, Class<?> type, List<String> choices, Number min,
	Number max, Object value, boolean required, String style)
{

	/** Reads the definition; makes an instance of the command for the default. */
	static Key of(final ModuleItem<?> item) {
		final List<?> choices = item.getChoices();
		return new Key(item.getName(), item.getLabel(), item.getDescription(), item.getType(), choices == null ? List.of()
			: choices.stream().map(Object::toString).toList(), (Number) number(item.getMinimumValue()), (Number) number(item
				.getMaximumValue()), item.getDefaultValue(), item.isRequired(), String.valueOf(item.getWidgetStyle()));
	}

	private static Object number(final Object bound) {
		return bound instanceof Number ? bound : null;
	}

	/** As in SciJava's styles of files. */
	private static final String EXTENSIONS = "extensions:";

	/** Style of a text that names an image: the title of an open one, or a path. */
	public static final String IMAGE_STYLE = "image";

	/** Whether the value names an image. */
	public boolean isImage() {
		return style.equals(IMAGE_STYLE);
	}

	/** Whether the value is a folder. */
	public boolean isFolder() {
		return style.contains(FileWidget.DIRECTORY_STYLE);
	}

	/** Whether the value is a file or folder. */
	public boolean isFile() {
		return type == File.class;
	}

	/** Whether it is required and has no default. */
	boolean isMissing() {
		return required && format(value).isEmpty();
	}

	/**
	 * Reads a value.
	 *
	 * @return a value of this key's type, null for no file
	 * @throws UserException if the text is no such value or out of range; names the key and what is allowed
	 */
	public Object parse(final String text) {
		final String trimmed = text.trim();
		if (isFile()) return file(trimmed);
		if (type == String.class) {
			if (!choices.isEmpty() && !choices.contains(trimmed)) throw new UserException(name + "=" + text +
				" is not known; use " + allowed() + ".");
			return trimmed;
		}
		try {
			final BigDecimal number = new BigDecimal(trimmed);
			final boolean tooLarge = max == null ? type == long.class && number.compareTo(decimal(Long.MAX_VALUE)) > 0 : number
				.compareTo(decimal(max)) > 0;
			if (min != null && number.compareTo(decimal(min)) < 0 || tooLarge) throw new UserException(name + "=" + text + " is out of range; use " + allowed() + ".");
			if (type == int.class) return number.intValueExact();
			return type == long.class ? (Object) number.longValueExact() : (Object) number.doubleValue();
		}
		catch (final ArithmeticException | NumberFormatException e) {
			throw new UserException(name + "=" + text + " is not a " + (type == double.class ? "" : "whole ") +
				"number; use " + allowed() + ".");
		}
	}

	/** Type of the file to be written, with its dot; {@code .useg} where the style names none. */
	String extension() {
		final int at = style.indexOf(EXTENSIONS);
		return "." + (at < 0 ? "useg" : style.substring(at + EXTENSIONS.length()).split("[/,]")[0]);
	}

	private File file(final String text) {
		if (!text.isEmpty()) return new File(text);
		if (required) throw new UserException(name + " is missing; give the path of a " + (isFolder() ? "folder" : "file") +
			".");
		return null;
	}

	private static BigDecimal decimal(final Number number) {
		return new BigDecimal(number.toString());
	}

	/** What may be given, in words, e.g. "0 to 255" or "crf or none". */
	public String allowed() {
		if (!choices.isEmpty()) return choices.size() == 1 ? choices.get(0) : choices.stream().limit(choices.size() - 1)
			.collect(Collectors.joining(", ")) + " or " + choices.get(choices.size() - 1);
		if (isFile()) return isFolder() ? "a folder" : "a file";
		if (isImage()) return "title of an open image, or a file" + (value.equals(OpenImages.NONE) ? ", or none" : "");
		if (type == String.class) return "text";
		if (min != null && max != null) return format(min) + " to " + format(max);
		return min == null ? "a number" : format(min) + " or more";
	}

	/** A value as text that {@link #parse} reads back. */
	public static String format(final Object value) {
		if (value == null) return "";
		if (value instanceof Double d) return BigDecimal.valueOf(d).stripTrailingZeros().toPlainString();
		// Windows' backslash would be an escape character inside a macro's quotes.
		return value instanceof File file ? file.getPath().replace(File.separatorChar, '/') : value.toString();
	}
}
