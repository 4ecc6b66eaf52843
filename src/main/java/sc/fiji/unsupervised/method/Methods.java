package sc.fiji.unsupervised.method;

import java.util.List;

import sc.fiji.unsupervised.UserException;

/** The methods there are. */
public final class Methods {

	private static final List<Method> ALL = List.of(new Stego(), KMeansOnFeatures.spherical(), new Merged(),
		new StegoAverage(), new Proposals());

	private Methods() {}

	/**
	 * @param id e.g. {@code stego}
	 * @throws UserException if there is none of that name
	 */
	public static Method of(final String id) {
		return ALL.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow(() -> new UserException("method=" + id +
			" is not known; use " + String.join(" or ", ids()) + "."));
	}

	/** Names of all methods, the default first. */
	public static List<String> ids() {
		return ALL.stream().map(Method::id).toList();
	}
}
