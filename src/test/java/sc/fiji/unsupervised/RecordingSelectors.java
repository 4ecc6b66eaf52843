package sc.fiji.unsupervised;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notes every channel to a network that is opened in this process. Is put in with the system property
 * {@code java.nio.channels.spi.SelectorProvider}.
 */
public final class RecordingSelectors extends SelectorProvider {

	static final List<String> OPENED = new CopyOnWriteArrayList<>();

	private final SelectorProvider real = sun();

	private static SelectorProvider sun() {
		try {
			return (SelectorProvider) Class.forName("sun.nio.ch.DefaultSelectorProvider").getMethod("get").invoke(null);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	private static <T> T note(final T channel) {
		OPENED.add(channel.getClass().getSimpleName() + " by " + StackWalker.getInstance().walk(frames -> frames.map(f -> f
			.getClassName()).filter(name -> !name.startsWith("java.") && !name.contains("RecordingSelectors")).findFirst()
			.orElse("Java")));
		return channel;
	}

	@Override
	public DatagramChannel openDatagramChannel() throws IOException {
		return note(real.openDatagramChannel());
	}

	@Override
	public DatagramChannel openDatagramChannel(final ProtocolFamily family) throws IOException {
		return note(real.openDatagramChannel(family));
	}

	@Override
	public SocketChannel openSocketChannel() throws IOException {
		return note(real.openSocketChannel());
	}

	@Override
	public SocketChannel openSocketChannel(final ProtocolFamily family) throws IOException {
		return note(real.openSocketChannel(family));
	}

	@Override
	public ServerSocketChannel openServerSocketChannel() throws IOException {
		return note(real.openServerSocketChannel());
	}

	@Override
	public ServerSocketChannel openServerSocketChannel(final ProtocolFamily family) throws IOException {
		return note(real.openServerSocketChannel(family));
	}

	@Override
	public Pipe openPipe() throws IOException {
		return real.openPipe();
	}

	@Override
	public AbstractSelector openSelector() throws IOException {
		return real.openSelector();
	}
}
