package sc.fiji.unsupervised.backbone;

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.FilterBank.Picture;
import sc.fiji.unsupervised.model.Tensor;

/**
 * What the embedded backbone learned from a stack: a feature vector x leaves as
 * {@code clip((x - mean) * scale) * projection + offset}, averaged with like neighbours ({@link LikeNeighbours}).
 *
 * @param picture which filters
 * @param stride side of a cell in pixels
 * @param mean (F)
 * @param scale (F), 0 for a constant feature
 * @param projection (F, C), row-major
 * @param offset (C)
 * @param alike square of the distance at which a neighbour counts 1/e; 0 if features are not averaged (version 1)
 */
record TextureState(Picture picture, int stride, float[] mean, float[] scale, float[] projection, float[] offset,
	float alike)
{

	/** Newest version; older ones stay computable. Version 1 did not average. */
	private static final int VERSION = 2;

	/** Bound of a standardised feature in standard deviations. */
	static final float CLIP = 5;

	private static final String PREFIX = "texture.";

	Map<String, Tensor> toTensors() {
		final int features = mean.length, channels = offset.length;
		final Map<String, Tensor> tensors = new LinkedHashMap<>();
		tensors.put(PREFIX + "bank", new Tensor(new float[] { alike > 0 ? VERSION : 1, stride, picture == Picture.GREY ? 1
			: 3 }, 3));
		tensors.put(PREFIX + "mean", new Tensor(mean, features));
		tensors.put(PREFIX + "scale", new Tensor(scale, features));
		tensors.put(PREFIX + "projection", new Tensor(projection, features, channels));
		tensors.put(PREFIX + "offset", new Tensor(offset, channels));
		if (alike > 0) tensors.put(PREFIX + "alike", new Tensor(new float[] { alike }, 1));
		return tensors;
	}

	/** How often features are averaged with those of like neighbours. */
	int rounds() {
		return alike > 0 ? LikeNeighbours.ROUNDS : 0;
	}

	TextureState withAlike(final float value) {
		return new TextureState(picture, stride, mean, scale, projection, offset, value);
	}

	static float standardised(final float raw, final float mean, final float scale) {
		return Math.max(-CLIP, Math.min(CLIP, (raw - mean) * scale));
	}

	/**
	 * Features of raw ones, not averaged.
	 *
	 * @param raw (F, cells)
	 * @return (cells, C)
	 */
	float[] features(final float[] raw, final int cells) {
		final int channels = offset.length;
		final float[] out = new float[cells * channels];
		for (int i = 0; i < cells; i++) {
			System.arraycopy(offset, 0, out, i * channels, channels);
			for (int f = 0; f < mean.length; f++) {
				final float z = standardised(raw[f * cells + i], mean[f], scale[f]);
				for (int k = 0; k < channels; k++) out[i * channels + k] += z * projection[f * channels + k];
			}
		}
		return out;
	}

	/**
	 * @throws UserException if a tensor is missing, of the wrong shape or of a later version
	 */
	static TextureState of(final Map<String, Tensor> tensors) {
		final Tensor bank = get(tensors, "bank", 3);
		final float[] b = bank.data();
		if (b[0] != 1 && b[0] != VERSION) throw new UserException("The model's texture backbone has version " + b[0] +
			", this program knows versions up to " + VERSION + "; update the plugin.");
		final Tensor projection = tensors.get(PREFIX + "projection");
		if (b[1] != 4 && b[1] != 8 || b[2] != 1 && b[2] != 3 || projection == null || projection.shape().length != 2)
			throw damaged("bank");
		final int features = projection.size(0), channels = projection.size(1);
		return new TextureState(b[2] == 1 ? Picture.GREY : Picture.COLOUR, (int) b[1], get(tensors, "mean", features)
			.data(), get(tensors, "scale", features).data(), projection.data(), get(tensors, "offset", channels).data(),
			b[0] == 1 ? 0 : alike(get(tensors, "alike", 1).data()[0]));
	}

	private static float alike(final float value) {
		if (!(value > 0 && Float.isFinite(value))) throw damaged("alike");
		return value;
	}

	private static Tensor get(final Map<String, Tensor> tensors, final String name, final int length) {
		final Tensor tensor = tensors.get(PREFIX + name);
		if (tensor == null || tensor.data().length != length) throw damaged(name);
		return tensor;
	}

	private static UserException damaged(final String name) {
		return new UserException("The model's texture backbone is damaged (" + PREFIX + name + "); train it again.");
	}
}
