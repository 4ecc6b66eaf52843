package sc.fiji.unsupervised.quality;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.segment.TrainOptions;

/**
 * Options of a training by their names, as the record {@link TrainOptions} has them, so that each of its options can be
 * compared without being named here.
 */
final class OptionValues {

	private OptionValues() {}

	/** Names of all options. */
	static List<String> names() {
		return Arrays.stream(TrainOptions.class.getRecordComponents()).map(RecordComponent::getName).toList();
	}

	/**
	 * @param values by name; the others stay as they are
	 * @throws UserException if there is no such option or a value is not allowed
	 */
	static TrainOptions with(final TrainOptions options, final Map<String, String> values) {
		for (final String name : values.keySet())
			if (!names().contains(name)) throw new UserException("There is no option " + name + "; use " + String.join(", ",
				names()) + ".");
		final RecordComponent[] components = TrainOptions.class.getRecordComponents();
		try {
			final Object[] arguments = new Object[components.length];
			for (int i = 0; i < arguments.length; i++) {
				final String text = values.get(components[i].getName());
				arguments[i] = text == null ? components[i].getAccessor().invoke(options) : value(components[i], text);
			}
			return TrainOptions.class.getConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(
				Class[]::new)).newInstance(arguments);
		}
		catch (final InvocationTargetException e) {
			if (e.getCause() instanceof UserException wrong) throw wrong;
			throw new IllegalStateException(e);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	private static Object value(final RecordComponent component, final String text) {
		final Class<?> type = component.getType();
		try {
			if (type == int.class) return Integer.valueOf(text);
			if (type == long.class) return Long.valueOf(text);
			if (type == double.class) return Double.valueOf(text);
		}
		catch (final NumberFormatException e) {
			throw new UserException(component.getName() + "=" + text + " is no number; give one.", e);
		}
		if (type == String.class) return text;
		throw new IllegalStateException("option of type " + type);
	}
}
