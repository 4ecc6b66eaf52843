package sc.fiji.unsupervised.method;

/** The step as the product does it, against the published one in PyTorch. */
public class FastStegoStepBenchmark extends StegoStepBenchmark {

	@Override
	Sampling sampling() {
		return HeadOptions.stego().sampling();
	}

	@Override
	public String name() {
		return "step-fast";
	}

	@Override
	protected String what() {
		return "the same on cells in place of points between them";
	}

	@Override
	protected double goal() {
		return 0.35;
	}
}
