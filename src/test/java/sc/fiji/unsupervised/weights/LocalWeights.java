package sc.fiji.unsupervised.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import sc.fiji.unsupervised.backbone.CatalogueEntry;

/** A network of a small file that is published on this computer, for tests of other rooms. */
public final class LocalWeights implements AutoCloseable {

	private static final int SIZE = 3_000_000;

	private final TestFile file = TestFile.random(SIZE, 1);
	private final CountDownLatch second = new CountDownLatch(1);
	private final TestServer server;
	private final WeightStore store;

	/** @param folder where files are kept */
	public LocalWeights(final Path folder) throws IOException {
		server = new TestServer((request, out) -> {
			file.serve(request, out, request.range() == 0 ? SIZE / 2 : SIZE);
			out.flush();
			if (request.range() > 0) return;
			second.await();
		});
		store = TestFile.store(folder, file.at(server.address("/net")));
	}

	public WeightStore store() {
		return store;
	}

	public CatalogueEntry entry() {
		return store.list().get(0).entry();
	}

	/** How often the server was asked. */
	public int requests() {
		return server.requests().size();
	}

	@Override
	public void close() throws IOException {
		second.countDown();
		server.close();
	}
}
