package sc.fiji.unsupervised.weights;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import sc.fiji.unsupervised.UserException;

/** Which addresses may be asked: https everywhere, http on this computer alone. */
final class Address {

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

	private Address() {}

	/**
	 * @throws UserException if it is of another scheme or names no host
	 */
	static URI check(final URI address) {
		final String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
		final boolean allowed = scheme.equals("https") || scheme.equals("http") && isHere(address);
		if (!allowed || address.getHost() == null) throw refuse(address, "only https is allowed");
		return address;
	}

	/**
	 * Where a server sends to.
	 *
	 * @param location as in its answer
	 * @throws UserException if it leads to an address that may not be asked
	 */
	static URI redirect(final URI from, final String location) {
		final URI to;
		try {
			to = from.resolve(location);
		}
		catch (final IllegalArgumentException e) {
			throw new UserException(from.getHost() + " sends on to an address that is none; nothing was downloaded.", e);
		}
		check(to);
		if (!isHere(from) && isHere(to)) throw refuse(to, "a server may not send to this computer");
		return to;
	}

	private static boolean isHere(final URI address) {
		return address.getHost() != null && LOOPBACK.contains(address.getHost());
	}

	private static UserException refuse(final URI address, final String why) {
		return new UserException("The address " + address.getScheme() + "://" + address.getHost() + " is not asked, because " +
			why + "; nothing was downloaded from it.");
	}
}
