package io.github.wechatpayfeign.simulator.internal.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server with one thread for all connections and further ones for the handler. Its
 * threads end with it and never keep the JVM alive.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Closing has nothing to report.
public final class SimulatorServer implements AutoCloseable {
  private static final String THREAD_NAME = "wechat-pay-simulator";
  private static final int BACKLOG = 1024;
  private static final long PATIENCE_MILLIS = 5000;

  /** Without a pool, whose classes cost a tenth of a second at the first start in a JVM. */
  private static final ByteBufAllocator BUFFERS = new UnpooledByteBufAllocator(false, true);

  private final EventLoopGroup loop;
  private final ExecutorService threads;
  private final Channel listening;
  private final ChannelGroup connections;

  private SimulatorServer(
      EventLoopGroup loop, ExecutorService threads, Channel listening, ChannelGroup connections) {
    this.loop = loop;
    this.threads = threads;
    this.listening = listening;
    this.connections = connections;
  }

  /**
   * What a server needs.
   *
   * @param host the name or address to listen on
   * @param port the port, or 0 for any free one
   * @param tls what identifies the server, or null for plain HTTP
   * @param clock what {@code Date} is taken from
   * @param limits the limits
   */
  public record Settings(
      String host, int port, @Nullable SSLContext tls, Clock clock, ServerLimits limits) {}

  /**
   * Starts to listen.
   *
   * @param settings the settings
   * @param handler what answers the requests
   * @return the running server
   * @throws IOException if the host is unknown or not on this machine, or the port is taken
   */
  public static SimulatorServer start(Settings settings, RequestHandler handler)
      throws IOException {
    InetAddress address = InetAddress.getByName(settings.host());
    ThreadFactory daemons = SimulatorServer::daemon;
    EventLoopGroup loop = EventLoops.newLoop(daemons);
    ExecutorService threads = Executors.newCachedThreadPool(daemons);
    ChannelGroup connections = new DefaultChannelGroup(loop.next());
    ServerLimits limits = settings.limits();
    AnswerHead head = new AnswerHead(settings.clock(), limits.idle());
    ServerWork work = new ServerWork(handler, threads, limits, head);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.ALLOCATOR, BUFFERS)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(new Initializer(connections, work, settings.tls()))
            .bind(new InetSocketAddress(address, settings.port()))
            .awaitUninterruptibly();
    SimulatorServer server = new SimulatorServer(loop, threads, bound.channel(), connections);
    if (!bound.isSuccess()) {
      server.close();
      throw new IOException(bound.cause());
    }
    return server;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, THREAD_NAME);
    thread.setDaemon(true);
    return thread;
  }

  /** Prepares each connection. */
  private static final class Initializer extends ChannelInitializer<SocketChannel> {
    private final ChannelGroup connections;
    private final ServerWork work;
    private final @Nullable SSLContext tls;

    Initializer(ChannelGroup connections, ServerWork work, @Nullable SSLContext tls) {
      this.connections = connections;
      this.work = work;
      this.tls = tls;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      connections.add(channel);
      ServerConnection connection = new ServerConnection(work);
      channel
          .pipeline()
          .addLast(new FirstByte(tls, connection, work.limits()))
          .addLast(connection.decoder())
          .addLast(connection);
    }
  }

  /**
   * Returns the port.
   *
   * @return the port on which the server listens
   */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Returns how many connections are open. */
  int connections() {
    return connections.size();
  }

  /**
   * Ends all connections, without answers to requests under way, and all threads. The loop ends
   * last, because a handler that is interrupted may still answer.
   */
  @Override
  public void close() {
    listening.close();
    connections.close().awaitUninterruptibly(PATIENCE_MILLIS);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        ServerWork.logFailure(new IllegalStateException("A request is still being handled"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loop.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(PATIENCE_MILLIS);
  }
}
