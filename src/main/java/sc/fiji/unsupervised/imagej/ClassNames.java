package sc.fiji.unsupervised.imagej;

import ij.ImagePlus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import sc.fiji.unsupervised.model.SegmentationModel;
import sc.fiji.unsupervised.model.SegmentationModel.ClassInfo;
import sc.fiji.unsupervised.segment.Palette;

/**
 * Names and colours of labels: from a model, or from the lines {@code Class 1: name} that a label image has in its Info.
 */
public final class ClassNames {

	private static final Pattern LINE = Pattern.compile("(?m)^Class (\\d{1,5}): (.+)$");

	private final Map<Integer, ClassInfo> classes = new TreeMap<>();

	/** Of labels without a name. */
	private final IntUnaryOperator colours;

	private ClassNames(final IntUnaryOperator colours) {
		this.colours = colours;
	}

	/** Of a model; class k has label k + 1. */
	public static ClassNames of(final SegmentationModel model) {
		final ClassNames names = new ClassNames(Palette::rgb);
		IntStream.range(0, model.classes().size()).forEach(k -> names.classes.put(k + 1, model.classes().get(k)));
		return names;
	}

	/** Of a label image, in the colours in which it is shown; labels without a line have the names of new classes. */
	public static ClassNames of(final ImagePlus image) {
		final ClassNames names = new ClassNames(label -> Luts.rgb(image, label));
		final String info = image.getInfoProperty();
		final Matcher matcher = LINE.matcher(info == null ? "" : info);
		while (matcher.find()) {
			final int label = Integer.parseInt(matcher.group(1));
			names.classes.put(label, new ClassInfo(matcher.group(2).strip(), names.colours
				.applyAsInt(label), 0));
		}
		return names;
	}

	/** The lines for the Info of a label image, as name and value. */
	public static Map<String, String> facts(final List<ClassInfo> classes) {
		final Map<String, String> facts = new LinkedHashMap<>();
		for (int k = 0; k < classes.size(); k++) facts.put("Class " + (k + 1), classes.get(k).name());
		return facts;
	}

	/** Labels that have a name, ascending; some may not occur in the image. */
	public int[] labels() {
		return classes.keySet().stream().mapToInt(Integer::intValue).toArray();
	}

	public String name(final int label) {
		return classes.containsKey(label) ? classes.get(label).name() : "class " + label;
	}

	/** Colour as 0xRRGGBB. */
	int rgb(final int label) {
		return classes.containsKey(label) ? classes.get(label).rgb() : colours.applyAsInt(label);
	}

	/** The label of that name or number, or -1. */
	public int label(final String text) {
		for (final Map.Entry<Integer, ClassInfo> entry : classes.entrySet())
			if (entry.getValue().name().equals(text.strip())) return entry.getKey();
		return text.strip().matches("[1-9]\\d{0,4}") ? Integer.parseInt(text.strip()) : -1;
	}
}
