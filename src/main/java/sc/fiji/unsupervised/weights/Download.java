package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;

import javax.net.ssl.SSLException;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Published;

/**
 * Gets a published file, in as many attempts as it takes as long as each brings something, through the proxy that Java
 * and ImageJ are set to.
 */
final class Download {

	private static final int MOST_FUTILE = 3, MOST_ATTEMPTS = 100;

	private final Published published;
	private final PartFile part;
	private final Patience patience;
	private final Progress progress;

	Download(final Published published, final PartFile part, final Patience patience, final Progress progress) {
		this.published = published;
		this.part = part;
		this.patience = patience;
		this.progress = progress;
	}

	/**
	 * Completes the part. Its content is not checked.
	 *
	 * @throws UserException if that is not possible, with what to do
	 * @throws CancelledException if the user stopped it; what has come is kept
	 */
	void run() {
		progress.step("Downloading", 0, "asking " + published.host());
		final HttpClient client = client();
		int futile = 0;
		for (int attempt = 1;; attempt++) {
			final long before = part.length();
			try {
				new Fetch(client, published, part, patience.stall(), progress).run();
				return;
			}
			catch (final FileSystemException e) {
				throw new UserException("The file " + part.path() + " cannot be written (" + e.getReason() +
					"); choose another folder with UNSUPERVISED_MODELS, or make space.", e);
			}
			catch (final IOException e) {
				futile = part.length() > before ? 0 : futile + 1;
				if (futile == MOST_FUTILE || attempt == MOST_ATTEMPTS) throw new UserException(sentence(e), e);
				pause();
			}
		}
	}

	private HttpClient client() {
		final HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(
			HttpClient.Redirect.NEVER).connectTimeout(patience.stall());
		final ProxySelector proxies = ProxySelector.getDefault();
		if (proxies != null) builder.proxy(proxies);
		final Authenticator passwords = Authenticator.getDefault();
		if (passwords != null) builder.authenticator(passwords);
		return builder.build();
	}

	private void pause() {
		try {
			Thread.sleep(patience.pause().toMillis());
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		progress.check();
	}

	private String sentence(final IOException e) {
		final String what;
		if (e instanceof HttpTimeoutException) what = "does not answer or stopped sending";
		else if (e instanceof ConnectException || e instanceof UnknownHostException) what = "cannot be reached";
		else if (e instanceof SSLException) what = "cannot be trusted (" + e.getMessage() + ")";
		else what = "broke off (" + e.getMessage() + ")";
		return published.host() + " " + what + "; check the network and Edit>Options>Proxy Settings..., then try again" +
			(part.mark().isEmpty() ? "" : " (" + part.length() / 1_000_000 + " MB are kept, it goes on there)") +
			", or fetch " + published.address() + " on another computer and import the file.";
	}
}
