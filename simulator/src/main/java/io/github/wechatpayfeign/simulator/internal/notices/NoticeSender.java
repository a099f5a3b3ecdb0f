package io.github.wechatpayfeign.simulator.internal.notices;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Posts notices on sockets of its own, each on a new connection, follows no redirect, and never
 * sends one twice by itself. The JDK's clients cannot be used: one repeats a POST whose answer is
 * lost, and the other has a thread that, in JDK 17, nothing can end.
 */
public final class NoticeSender implements AutoCloseable {
  private static final int DEFAULT_PORT = 80;

  private final NoticeTargets targets;
  private final ExecutorService threads = Executors.newCachedThreadPool(NoticeSender::daemon);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public NoticeSender(NoticeTargets targets) {
    this.targets = targets;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "wechat-pay-simulator-sender");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Posts a notice. The future never fails: what went wrong is in the answer.
   *
   * @param url a URL that {@link NoticeTargets} accepted
   * @param limit how long to wait for the whole answer
   */
  public CompletableFuture<NoticeAnswer> post(
      URI url, Map<String, List<String>> headers, byte[] body, Duration limit) {
    try {
      return CompletableFuture.supplyAsync(() -> exchange(url, headers, body, limit), threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          new NoticeAnswer(0, "", Duration.ZERO, "The simulator was closed"));
    }
  }

  private NoticeAnswer exchange(
      URI url, Map<String, List<String>> headers, byte[] body, Duration limit) {
    long start = System.nanoTime();
    long deadline = start + limit.toNanos();
    try (Socket socket = new Socket()) {
      open.add(socket);
      if (closed) {
        throw new IOException("The simulator was closed");
      }
      socket.connect(address(url), millisUntil(deadline));
      socket.getOutputStream().write(request(url, headers, body));
      socket.getOutputStream().flush();
      PartialAnswer answer = read(socket, deadline);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new NoticeAnswer(answer.status(), answer.body(), took, "");
    } catch (IOException e) {
      return new NoticeAnswer(0, "", Duration.ofNanos(System.nanoTime() - start), e.toString());
    } finally {
      open.removeIf(Socket::isClosed);
    }
  }

  private InetSocketAddress address(URI url) throws IOException {
    int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    return new InetSocketAddress(targets.address(url), port);
  }

  private static byte[] request(URI url, Map<String, List<String>> headers, byte[] body) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    StringBuilder head = new StringBuilder("POST %s%s HTTP/1.1\r\n".formatted(path, query));
    head.append("Host: ").append(url.getRawAuthority()).append("\r\nConnection: close\r\n");
    headers.forEach(
        (name, values) ->
            values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n")));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(body);
    return whole.toByteArray();
  }

  private static PartialAnswer read(Socket socket, long deadline) throws IOException {
    PartialAnswer answer = new PartialAnswer();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8192];
    while (!answer.isComplete()) {
      socket.setSoTimeout(millisUntil(deadline));
      int length = in.read(buffer);
      if (length < 0) {
        answer.end();
        return answer;
      }
      answer.add(buffer, length);
    }
    return answer;
  }

  /** Returns the time left in milliseconds, at least one, because zero means no limit. */
  private static int millisUntil(long deadline) throws IOException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("No whole answer in time");
    }
    return (int) Math.max(1, Duration.ofNanos(left).toMillis());
  }

  /** Ends what is under way, and all threads. */
  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
    open.forEach(NoticeSender::end);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A connection to a receiver of notices cannot be closed", e);
    }
  }
}
