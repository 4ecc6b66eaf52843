package sc.fiji.unsupervised.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fiji.unsupervised.engine.Script;
import sc.fiji.unsupervised.engine.Session;
import sc.fiji.unsupervised.method.PointSampler.Extent;

class ProposalsTest extends MethodContract {

	private static final ProposalOptions OPTIONS = ProposalOptions.defaults();

	@Override
	Method method() {
		return new Proposals();
	}

	/**
	 * Three fields of unlike directions: the largest is the first mask, opposite directions do not share one. The median
	 * rounds the corner where all three meet.
	 */
	@Test
	void masksAreTheFieldsOfATile() {
		final float[] codes = new float[10 * 12 * 2];
		for (int i = 0; i < 120; i++) {
			codes[2 * i] = i % 12 < 6 ? 3 : i / 12 < 7 ? -1 : 0;
			codes[2 * i + 1] = i % 12 >= 6 && i / 12 >= 7 ? 2 : 0;
		}
		final int[] mask = MaskProposals.of(codes, new Extent(10, 12), OPTIONS);
		for (int i = 0; i < 120; i++)
			if (i != 6 * 12 + 6) assertEquals(i % 12 < 6 ? 0 : i / 12 < 7 ? 1 : 2, mask[i], "cell " + i);
	}

	/** A lone cell goes with what surrounds it. */
	@Test
	void aMedianSmoothsTheMasks() {
		final float[] codes = new float[49 * 2];
		for (int i = 0; i < 49; i++) codes[2 * i + (i == 24 ? 1 : 0)] = 1;
		assertArrayEquals(new int[49], MaskProposals.of(codes, new Extent(7, 7), OPTIONS));
	}

	@Test
	void masksCoverWhatTheyShall() {
		final SplittableRandom random = new SplittableRandom(3);
		final float[] codes = new float[20 * 20 * 8];
		for (int i = 0; i < codes.length; i++) codes[i] = (float) random.nextDouble(-1, 1);
		final int[] few = MaskProposals.of(codes, new Extent(20, 20), new ProposalOptions(0.4f, 0.95f, 2, 1, 1, 0));
		assertEquals(1, Arrays.stream(few).max().getAsInt(), "no more masks than allowed");
		final int[] all = MaskProposals.of(codes, new Extent(20, 20), new ProposalOptions(0.4f, 0.95f, 400, 1, 1, 0));
		assertTrue(Arrays.stream(all).filter(m -> m >= 0).count() >= 0.95 * 400);
	}

	/** One mask of two cells of class 0 and one of class 1, one mask of class 1: what the three cells shall be is 0. */
	@Test
	void masksVote() {
		try (Session session = Session.open(new Session.Options("cpu", 1, 1)); Script script = Script.compile(session,
			HeadScript.script(false) + PrototypeLoss.script()))
		{
			final NDManager m = session.manager();
			final NDArray codes = m.create(new float[] { 1, 0, 2, 0, 0, 3, 0, 1 }, new Shape(4, 2));
			final NDArray centres = m.create(new float[] { 1, 0, 0, 1 }, new Shape(2, 2));
			centres.setRequiresGradient(true);
			final NDList out;
			try (GradientCollector gradients = session.gradients()) {
				out = script.callDifferentiable("vote", codes, m.create(new long[] { 0, 0, 0, 1 }), centres, centres
					.stopGradient());
				gradients.backward(out.get(0));
			}
			final double right = Math.log(1 + Math.exp(-1)), wrong = Math.log(1 + Math.exp(1));
			assertEquals((3 * right + wrong) / 4, out.get(0).getFloat(), 1e-6);
			assertArrayEquals(new float[] { 0.75f, 0.25f }, out.get(1).toFloatArray(), 1e-6f);
			assertTrue(centres.getGradient().toFloatArray()[1] < 0, "class 0 is drawn to the cell it took by vote");
		}
	}
}
