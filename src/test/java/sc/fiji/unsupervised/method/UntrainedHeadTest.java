package sc.fiji.unsupervised.method;

class UntrainedHeadTest extends MethodContract {

	@Override
	Method method() {
		return new UntrainedHead();
	}
}
