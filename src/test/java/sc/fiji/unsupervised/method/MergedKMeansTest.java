package sc.fiji.unsupervised.method;

class MergedKMeansTest extends MethodContract {

	@Override
	Method method() {
		return KMeansOnFeatures.merged();
	}
}
