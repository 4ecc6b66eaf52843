package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.unsupervised.CancelledException;
import sc.fiji.unsupervised.Progress;
import sc.fiji.unsupervised.UserException;
import sc.fiji.unsupervised.backbone.Published;
import sc.fiji.unsupervised.engine.Versions;

/**
 * One attempt to get a file, or what is still missing of it (RFC 9110: ranges 14, If-Range 13.1.5). Redirects are
 * followed here and not by the client, so that each address is looked at before it is asked.
 */
final class Fetch {

	private static final int MOST_REDIRECTS = 5;
	private static final long POLL_MILLIS = 50;
	private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

	private final HttpClient client;
	private final Published published;
	private final PartFile part;
	private final Duration stall;
	private final Progress progress;
	/** Time of the last sign of life. */
	private volatile long alive;
	/** Size of the whole file as the server tells it, -1 if it does not. */
	private volatile long total = -1;
	/** Where the body goes; null before there is one. */
	private Receiver receiver;
	/** Whether nobody waits any more, so that nothing may be written. */
	private boolean left;

	/** @param stall longest time without a byte */
	Fetch(final HttpClient client, final Published published, final PartFile part, final Duration stall,
		final Progress progress)
	{
		this.client = client;
		this.published = published;
		this.part = part;
		this.stall = stall;
		this.progress = progress;
	}

	/**
	 * Asks, and adds what comes to the part.
	 *
	 * @throws IOException if the connection fails or breaks off; another attempt may go on from there
	 * @throws UserException if another attempt would be in vain
	 * @throws CancelledException if the user stopped it
	 */
	void run() throws IOException {
		try {
			follow();
		}
		finally {
			leave();
		}
	}

	private synchronized void leave() {
		left = true;
		if (receiver != null) receiver.stop();
	}

	private void follow() throws IOException {
		URI address = Address.check(published.address());
		for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
			final HttpResponse<Void> answer = ask(address);
			final int status = answer.statusCode();
			if (status == 200 || status == 206) {
				checkComplete();
				return;
			}
			if (status < 300 || status > 399 || status == 304) throw refused(address, status);
			final String location = answer.headers().firstValue("location").orElseThrow(() -> new IOException(
				"the server sends on without an address"));
			address = Address.redirect(address, location);
		}
		throw new UserException(published.host() + " sends on more than " + MOST_REDIRECTS +
			" times; try again later, or fetch the file with a browser and import it.");
	}

	private HttpResponse<Void> ask(final URI address) throws IOException {
		final HttpRequest.Builder request = HttpRequest.newBuilder(address).header("User-Agent", "Unsupervised-Segmentation/" +
			Versions.plugin()).header("Accept-Encoding", "identity");
		final String mark = part.mark();
		if (!mark.isEmpty()) request.header("Range", "bytes=" + part.length() + "-").header("If-Range", mark);
		alive = System.nanoTime();
		final CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request.build(), this::receive);
		try {
			return await(answer);
		}
		finally {
			answer.cancel(true); // no more than closes the connection of one that was left
		}
	}

	/** Decides by the head of the answer what becomes of its body. */
	private synchronized BodySubscriber<Void> receive(final ResponseInfo head) {
		if (left) return new Unread();
		alive = System.nanoTime();
		try {
			if (head.statusCode() == 200) {
				total = head.headers().firstValueAsLong("content-length").orElse(-1);
				checkSize();
				return write(part.restart(reliable(head)));
			}
			if (head.statusCode() == 206 && continues(head)) return write(part.append());
			if (head.statusCode() == 206 || head.statusCode() == 416) part.delete();
			return new Unread();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private Receiver write(final FileChannel channel) {
		receiver = new Receiver(channel, published.bytes(), () -> alive = System.nanoTime());
		return receiver;
	}

	/** Whether the answer is the missing end of the very file whose beginning is here. */
	private boolean continues(final ResponseInfo head) {
		final Matcher range = RANGE.matcher(head.headers().firstValue("content-range").orElse(""));
		if (!range.matches() || Long.parseLong(range.group(1)) != part.length() || !reliable(head).equals(part.mark()))
			return false;
		total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
		checkSize();
		return true;
	}

	/** The mark of the content, empty when there is none or it is weak: equal weak marks do not mean equal bytes. */
	private static String reliable(final ResponseInfo head) {
		return head.headers().firstValue("etag").filter(mark -> mark.startsWith("\"")).orElse("");
	}

	private void checkSize() {
		if (total > published.bytes()) throw new UserException(published.host() + " offers " + total +
			" bytes where the published file has " + published.bytes() + "; nothing was downloaded.");
	}

	private void checkComplete() throws IOException {
		final long length = part.length();
		if (total >= 0 && length != total || length == 0) throw new IOException("only " + length + " bytes came");
	}

	private HttpResponse<Void> await(final CompletableFuture<HttpResponse<Void>> answer) throws IOException {
		while (true) {
			try {
				return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (final TimeoutException e) {
				report();
				if (System.nanoTime() - alive > stall.toNanos()) throw new HttpTimeoutException("nothing came for " + stall
					.toSeconds() + " seconds");
			}
			catch (final InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new CancelledException();
			}
			catch (final ExecutionException e) {
				throw unwrap(e);
			}
		}
	}

	private void report() {
		final long size = total >= 0 ? total : published.bytes();
		progress.step("Downloading", (double) part.length() / size, part.length() / 1_000_000 + " of " + (size + 500_000) /
			1_000_000 + " MB");
	}

	private static IOException unwrap(final ExecutionException e) throws IOException {
		for (Throwable t = e; t != null; t = t.getCause()) {
			if (t instanceof UserException user) throw user;
			if (t instanceof IOException io) return io;
		}
		throw new IllegalStateException(e);
	}

	private UserException refused(final URI address, final int status) throws IOException {
		if (status == 408 || status == 416 || status == 429 || status >= 500) throw new IOException(
			"the server answers " + status);
		return new UserException(address.getHost() + " answers " + status + (status == 407 ? " (the proxy wants a name and " +
			"password)" : status == 404 ? " (there is no such file any more)" : "") + "; fetch " + published.address() +
			" with a browser and import the file.");
	}
}
