package io.github.wechatpayfeign.simulator;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The JDK's HTTP server on 127.0.0.1; its threads end with it and never keep the JVM alive. */
final class LoopbackServer implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private static final byte[] ADDRESS = {127, 0, 0, 1};
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";
  private static final int BACKLOG = 1024;

  static {
    // Older JDKs, such as 17, write the header and the body of an answer separately. Without
    // TCP_NODELAY the body waits about 40 ms for the client's delayed acknowledgement. This
    // documented property is the server's only switch for it, and is read once in the life of a
    // JVM. If another JDK server was started before, the wait remains, and nothing else changes.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  static LoopbackServer start(int port, HttpHandler handler) {
    HttpServer server = bound(port);
    ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::daemon);
    server.setExecutor(threads);
    server.createContext("/", handler);
    // The server's dispatcher is a daemon only if the thread that starts it is one.
    Thread starter = daemon(server::start);
    starter.start();
    joinUninterruptibly(starter);
    return new LoopbackServer(server, threads);
  }

  private static HttpServer bound(int port) {
    try {
      InetAddress loopback = InetAddress.getByAddress(ADDRESS);
      return HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The simulator cannot listen on %s:%d: use a free port, or 0 for any free port"
              .formatted(HOST, port),
          e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "wechat-pay-simulator");
    thread.setDaemon(true);
    return thread;
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
