package sc.fiji.unsupervised.engine;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Operators written in TorchScript text, for what DJL does not offer (fused attention, grid sampling) and to cross into
 * native code once instead of many times. The text becomes a TorchScript archive in memory; nothing binary is shipped.
 * <p>
 * Each method takes tensors and returns a tensor or a tuple of tensors. Numbers stand in the text, so DJL's trap with
 * number constants in a training graph does not apply.
 */
public final class Script implements AutoCloseable {

	private final Model model;
	private final ParameterStore parameters;

	private Script(final Model model, final NDManager manager) {
		this.model = model;
		parameters = new ParameterStore(manager, false);
	}

	/**
	 * Compiles TorchScript.
	 *
	 * @param methods definitions such as
	 *          {@code "def add(self, a: Tensor, b: Tensor) -> Tensor:\n  return torch.add(a, b)\n"}; the operators of
	 *          the {@code torch} namespace in their serialised form, every argument given
	 */
	public static Script compile(final Session session, final String methods) {
		final Device device = session.device().device();
		final Model model = Model.newInstance("ops", device, "PyTorch");
		try {
			model.load(new ByteArrayInputStream(archive(methods)));
		}
		catch (final IOException | MalformedModelException | RuntimeException e) {
			model.close();
			throw new IllegalArgumentException("The operators do not compile: " + e.getMessage(), e);
		}
		return new Script(model, session.manager());
	}

	/**
	 * TorchScript of a convolution without padding, in the precision of its arguments: a plain one lets GPUs round float32 to
	 * 11 digits (TF32). On the CPU it is the plain one.
	 *
	 * @param bias may be {@code None}
	 */
	public static String convolution(final String x, final String kernels, final String bias, final int down,
		final int across)
	{
		return "torch._convolution(" + x + ", " + kernels + ", " + bias + ", [" + down + ", " + across +
			"], [0, 0], [1, 1], False, [0, 0], 1, False, True, True, False)";
	}

	/** Calls a method without recording gradients; results belong to the manager of the first input. */
	public NDList call(final String method, final NDArray... inputs) {
		return call(method, false, inputs);
	}

	/** Calls a method so that a backward pass can go through it. */
	public NDList callDifferentiable(final String method, final NDArray... inputs) {
		return call(method, true, inputs);
	}

	private NDList call(final String method, final boolean training, final NDArray... inputs) {
		final NDList list = new NDList(inputs);
		try (NDArray name = inputs[0].getManager().create(0)) {
			name.setName("module_method:" + method);
			list.add(name);
			// Of this thread, and back afterwards for others that use the engine. Without gradients nothing is gained on a CPU, where
			// operators are not fused, and each method's first calls would be spent on it.
			JniUtils.setGraphExecutorOptimize(training || inputs[0].getDevice().isGpu());
			return model.getBlock().forward(parameters, list, training);
		}
		finally {
			JniUtils.setGraphExecutorOptimize(true);
		}
	}

	@Override
	public void close() {
		model.close();
	}

	private static byte[] archive(final String methods) {
		final StringBuilder code = new StringBuilder("class Ops(Module):\n  __parameters__ = []\n  __buffers__ = []\n" +
			"  training : bool\n");
		methods.replace("(self,", "(self: __torch__.Ops,").lines().forEach(line -> code.append("  ").append(line)
			.append('\n'));
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			// The smallest object record libtorch accepts: one module without state.
			put(zip, "ops/data.pkl", "\u0080\u0002c__torch__\nOps\n)\u0081}X\u0008\u0000\u0000\u0000training\u0089sb.",
				StandardCharsets.ISO_8859_1);
			put(zip, "ops/code/__torch__.py", code.toString(), StandardCharsets.UTF_8);
			put(zip, "ops/constants.pkl", "\u0080\u0002).", StandardCharsets.ISO_8859_1);
			put(zip, "ops/version", "3\n", StandardCharsets.UTF_8);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return bytes.toByteArray();
	}

	/** libtorch reads stored entries only. */
	private static void put(final ZipOutputStream zip, final String name, final String text, final Charset charset)
		throws IOException
	{
		final byte[] data = text.getBytes(charset);
		final ZipEntry entry = new ZipEntry(name);
		final CRC32 crc = new CRC32();
		crc.update(data);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(data.length);
		entry.setCrc(crc.getValue());
		zip.putNextEntry(entry);
		zip.write(data);
		zip.closeEntry();
	}
}
