package sc.fiji.unsupervised.engine;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;

import java.lang.management.MemoryUsage;

/**
 * What the CUDA runtime tells of a GPU. A runtime that cannot be asked costs speed only: then the GPU counts as an old one
 * without free memory.
 *
 * @param capability version of its architecture times ten, such as 90 for 9.0; 0 where unknown
 * @param memory bytes it has; 0 where unknown
 * @param free bytes of them that nobody uses now; 0 where unknown
 */
record GpuTraits(int capability, long memory, long free) {

	/** The first architecture with tensor cores. */
	private static final int TENSOR_CORES = 70;

	static GpuTraits of(final Device gpu) {
		try {
			final MemoryUsage memory = CudaUtils.getGpuMemory(gpu);
			return new GpuTraits(Integer.parseInt(CudaUtils.getComputeCapability(gpu.getDeviceId())), memory.getMax(), memory
				.getMax() - memory.getUsed());
		}
		catch (final RuntimeException | LinkageError e) {
			return new GpuTraits(0, 0, 0);
		}
	}

	/** Whether it multiplies half precision much faster than float32. */
	boolean likesHalf() {
		return capability >= TENSOR_CORES;
	}
}
