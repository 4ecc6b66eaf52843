package sc.fiji.unsupervised.weights;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** The body of an answer that is not wanted: the connection is closed instead of reading it, however long it is. */
final class Unread implements BodySubscriber<Void> {

	@Override
	public CompletionStage<Void> getBody() {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void onSubscribe(final Subscription subscription) {
		subscription.cancel();
	}

	@Override
	public void onNext(final List<ByteBuffer> piece) {}

	@Override
	public void onError(final Throwable e) {}

	@Override
	public void onComplete() {}
}
