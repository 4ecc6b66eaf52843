package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

import sc.fiji.unsupervised.UserException;

/** Writes the body of an answer to a file as it comes, up to a limit. Runs on the client's threads. */
final class Receiver implements BodySubscriber<Void> {

	private final CompletableFuture<Void> body = new CompletableFuture<>();
	private final FileChannel channel;
	private final long limit;
	private final Runnable arrived;
	private Subscription subscription;

	/**
	 * @param channel to be written to from its position on; is closed at the end
	 * @param limit most bytes that the file may have
	 * @param arrived is run after each piece
	 */
	Receiver(final FileChannel channel, final long limit, final Runnable arrived) {
		this.channel = channel;
		this.limit = limit;
		this.arrived = arrived;
	}

	@Override
	public CompletionStage<Void> getBody() {
		return body;
	}

	@Override
	public void onSubscribe(final Subscription s) {
		subscription = s;
		s.request(1);
	}

	@Override
	public synchronized void onNext(final List<ByteBuffer> piece) {
		if (body.isDone()) return;
		try {
			for (final ByteBuffer bytes : piece) {
				if (channel.size() + bytes.remaining() > limit) {
					channel.truncate(0);
					throw new UserException("The server sends more than the " + limit +
						" bytes of the published file; nothing was kept, try again later.");
				}
				while (bytes.hasRemaining())
					channel.write(bytes);
			}
			arrived.run();
			subscription.request(1);
		}
		catch (final IOException e) {
			subscription.cancel();
			onError(new FileSystemException(null, null, e.getMessage())); // of the disk, not of the network
		}
		catch (final UserException e) {
			subscription.cancel();
			onError(e);
		}
	}

	@Override
	public synchronized void onError(final Throwable e) {
		close();
		body.completeExceptionally(e);
	}

	@Override
	public synchronized void onComplete() {
		try {
			channel.force(true);
		}
		catch (final IOException e) {
			onError(e);
			return;
		}
		close();
		body.complete(null);
	}

	/** Afterwards nothing is written any more. */
	synchronized void stop() {
		close();
		body.completeExceptionally(new IOException("stopped"));
	}

	private void close() {
		try {
			channel.close();
		}
		catch (final IOException e) {
			body.completeExceptionally(e); // the last bytes may be lost
		}
	}
}
