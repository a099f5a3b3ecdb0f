package io.github.wechatpayfeign.orderexpirytests.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy between a worker and its database. It can stand still without closing a connection,
 * as a network does that loses each packet, and it can lose the answers alone.
 */
public final class PausingProxy implements AutoCloseable {

  private static final int BUFFER = 16 * 1024;
  private static final int CONNECT_MILLIS = 3_000;

  private enum Mode {
    FORWARDS,
    PAUSED,
    SWALLOWS_ANSWERS
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  private Mode mode = Mode.FORWARDS;
  private @Nullable String trigger;
  private long requestBytes;
  private long answerBytes;

  private PausingProxy(int target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
  }

  /** Starts a proxy before a server at 127.0.0.1. */
  public static PausingProxy to(int port) {
    try {
      PausingProxy proxy = new PausingProxy(port);
      daemon(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port of the proxy, at 127.0.0.1. */
  public int port() {
    return server.getLocalPort();
  }

  /**
   * Forwards nothing from now on, in neither direction, and keeps each connection open. New
   * connections are accepted, but get no answer. What arrives meanwhile goes on with {@link
   * #resume()}.
   */
  public void pause() {
    become(Mode.PAUSED);
  }

  /**
   * Forwards requests, but loses each answer that the server sends from now on. Called directly
   * before a commit, it lets the server commit and the client never learn it; except for the first
   * commit of an H2 connection, which asks the server twice. The connections are of no use
   * afterwards: drop them, before or after {@link #resume()}.
   */
  public void swallowAnswers() {
    become(Mode.SWALLOWS_ANSWERS);
  }

  /**
   * Swallows answers as soon as a request contains these words, for a client in another process:
   * the driver of MariaDB sends COMMIT as a word, that of PostgreSQL too with the setting
   * prepareThreshold=0, that of H2 never. The answer to that request is lost, too.
   */
  public void swallowAnswersAfter(String words) {
    synchronized (lock) {
      trigger = words;
    }
  }

  /** Forwards again, and waits for no words any more. */
  public void resume() {
    synchronized (lock) {
      trigger = null;
    }
    become(Mode.FORWARDS);
  }

  /** Resets each connection, on both sides. New ones are treated as before. */
  public void dropAll() {
    for (Socket socket : open) {
      drop(socket);
    }
    synchronized (lock) {
      lock.notifyAll();
    }
  }

  /** How many bytes of requests were forwarded. */
  public long requestBytes() {
    synchronized (lock) {
      return requestBytes;
    }
  }

  /** How many bytes of answers arrived from the server, forwarded or lost. */
  public long answerBytes() {
    synchronized (lock) {
      return answerBytes;
    }
  }

  private void become(Mode next) {
    synchronized (lock) {
      mode = next;
      lock.notifyAll();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        daemon(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    Socket upstream = new Socket();
    open.add(upstream);
    try {
      // A partition lets no connection through either.
      if (!awaitForwarding(client, true)) {
        return;
      }
      upstream.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      daemon(() -> pump(upstream, client, false));
      pump(client, upstream, true);
    } catch (IOException refused) {
      // The server is down: the client sees its connection end.
    } finally {
      drop(client);
      drop(upstream);
    }
  }

  private void pump(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count;
      while ((count = in.read(buffer)) >= 0) {
        count(count, requests);
        if (requests) {
          swallowIfTriggered(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        }
        if (awaitForwarding(from, requests)) {
          out.write(buffer, 0, count);
        }
      }
    } catch (IOException ended) {
      // One side has gone, so the other one goes too.
    } finally {
      drop(from);
      drop(to);
    }
  }

  private void swallowIfTriggered(String request) {
    synchronized (lock) {
      if (trigger != null && request.contains(trigger)) {
        trigger = null;
        mode = Mode.SWALLOWS_ANSWERS;
      }
    }
  }

  private void count(int bytes, boolean requests) {
    synchronized (lock) {
      if (requests) {
        requestBytes += bytes;
      } else {
        answerBytes += bytes;
      }
    }
  }

  /** Waits while the proxy is paused; false for bytes that are to be lost. */
  private boolean awaitForwarding(Socket socket, boolean requests) {
    synchronized (lock) {
      while (mode == Mode.PAUSED && !socket.isClosed()) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return !socket.isClosed() && (requests || mode == Mode.FORWARDS);
    }
  }

  private void drop(Socket socket) {
    open.remove(socket);
    try {
      // Sends RST instead of FIN, so that no side waits for more.
      socket.setSoLinger(true, 0);
    } catch (IOException closed) {
      // Closing it again does no harm.
    }
    try {
      socket.close();
    } catch (IOException gone) {
      // Nothing is left to close.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "pausing-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** Accepts nothing more, and resets each connection. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    dropAll();
  }
}
