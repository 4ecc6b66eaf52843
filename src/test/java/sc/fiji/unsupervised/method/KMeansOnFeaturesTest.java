package sc.fiji.unsupervised.method;

class KMeansOnFeaturesTest extends MethodContract {

	@Override
	Method method() {
		return KMeansOnFeatures.spherical();
	}
}
