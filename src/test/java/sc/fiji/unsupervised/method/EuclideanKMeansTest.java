package sc.fiji.unsupervised.method;

class EuclideanKMeansTest extends MethodContract {

	@Override
	Method method() {
		return Rivals.all().get(0);
	}
}
