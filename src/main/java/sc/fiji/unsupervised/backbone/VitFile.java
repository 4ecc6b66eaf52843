package sc.fiji.unsupervised.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.model.SafeTensors;
import sc.fiji.unsupervised.model.Tensor;

/** The weights of a vision transformer in a safetensors file, under the names of the original programs. */
final class VitFile {

	private final Path path;
	private final SafeTensors file;
	private final Map<String, List<String>> sources;

	/**
	 * Reads the header.
	 *
	 * @throws UserException if the file cannot be read, is damaged or holds no network of these families
	 */
	VitFile(final Path path) {
		this(path, SafeTensors.open(path));
	}

	/** @param path for messages */
	VitFile(final Path path, final SafeTensors file) {
		this.path = path;
		this.file = file;
		sources = VitNames.translate(file.names());
		if (sources.isEmpty()) throw refuse("it has no tensor cls_token");
	}

	Set<String> names() {
		return sources.keySet();
	}

	boolean has(final String name) {
		return sources.containsKey(name);
	}

	boolean hasClassifier() {
		return VitNames.hasClassifier(file.names());
	}

	/**
	 * Shape of a tensor; parts are added up along the first dimension.
	 *
	 * @throws UserException if it is missing, of another rank, empty, or its parts do not fit
	 */
	int[] shape(final String name, final int rank) {
		final List<String> parts = sources.get(name);
		if (parts == null) throw refuse("it has no tensor " + name);
		if (parts.size() != 1 && parts.size() != 3) throw refuse("a part of its tensor " + name + " is missing or doubled");
		long[] sum = null;
		for (final String part : parts) {
			final long[] shape = file.shape(part);
			if (shape.length != rank || Arrays.stream(shape).anyMatch(s -> s < 1 || s > Integer.MAX_VALUE / 3))
				throw refuse("its tensor " + part + " has the impossible shape " + Arrays.toString(shape));
			if (sum == null) sum = shape;
			else if (rank > 1 && sum[1] != shape[1]) throw refuse("its tensor " + part + " does not fit the others");
			else sum[0] += shape[0];
		}
		return Arrays.stream(sum).mapToInt(Math::toIntExact).toArray();
	}

	/** @throws UserException if the tensor is missing or not of this shape */
	void require(final String name, final int... shape) {
		final int[] found = shape(name, shape.length);
		if (!Arrays.equals(found, shape)) throw refuse("its tensor " + name + " has the shape " +
			Arrays.toString(found) + " where " + Arrays.toString(shape) + " is needed");
	}

	/**
	 * A tensor of one part on the heap.
	 *
	 * @throws UserException if a value is not finite
	 */
	Tensor get(final String name) {
		final String part = sources.get(name).get(0);
		final Tensor tensor = file.get(part);
		checkFinite(part, FloatBuffer.wrap(tensor.data()));
		return tensor;
	}

	private void checkFinite(final String part, final FloatBuffer values) {
		for (int i = 0; i < values.limit(); i++)
			if (!Float.isFinite(values.get(i))) throw refuse("its tensor " + part + " has values that are no finite numbers");
	}

	/**
	 * A tensor as float32 on the manager's device; on the CPU a memory map of the file where no conversion is needed.
	 *
	 * @throws UserException if a value is not finite
	 */
	NDArray load(final NDManager manager, final String name) {
		final List<String> parts = sources.get(name);
		if (parts.size() == 1 && file.isFloat32(parts.get(0))) return read(manager, parts.get(0));
		try (NDManager local = manager.newSubManager()) {
			final NDList list = new NDList();
			for (final String part : parts) list.add(read(local, part));
			final NDArray whole = list.size() == 1 ? list.head().duplicate() : NDArrays.concat(list);
			whole.attach(manager);
			return whole;
		}
	}

	private NDArray read(final NDManager manager, final String part) {
		if (file.isFloat32(part)) {
			final ByteBuffer data = file.map(part);
			checkFinite(part, data.asFloatBuffer());
			return manager.create(data, new Shape(file.shape(part)), DataType.FLOAT32);
		}
		final Tensor tensor = file.get(part);
		checkFinite(part, FloatBuffer.wrap(tensor.data()));
		return manager.create(tensor.data(), new Shape(tensor.shape()));
	}

	/** The exception to throw when this file cannot be used. */
	UserException refuse(final String why) {
		return new UserException("The file " + path + " cannot be used as a backbone because " + why +
			"; use the safetensors weights of a DINO, DINOv2 or plain timm vision transformer.");
	}
}
