package io.github.wechatpayfeign.integrationtests.promises;

import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A gateway on a bare socket that records everything that arrives, even the first byte of a request
 * that never becomes complete.
 */
final class RecordingGateway implements AutoCloseable {

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Exchange> exchanges = new TreeMap<>();
  private final AtomicInteger busy = new AtomicInteger();
  private List<Reply> script = List.of(Reply.CARRIES_OUT);
  private String order = "";
  private int replies;
  private volatile long lastChange = System.nanoTime();

  RecordingGateway() {
    try {
      server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** Returns a base URL with a name, so that the client has to resolve it. */
  String baseUrl() {
    return "http://localhost:" + server.getLocalPort();
  }

  /** Begins to answer a call by a script, whose last reply is repeated. */
  synchronized void follow(List<Reply> script, String order) {
    this.script = script;
    this.order = order;
    replies = 0;
  }

  /** Returns the requests that the call for an order sent. */
  synchronized List<Exchange> exchanges(String order) {
    return exchanges.values().stream().filter(one -> one.order().equals(order)).toList();
  }

  /** Returns whether nothing has arrived for a time, and no request is being answered. */
  boolean isQuietFor(long nanos) {
    return busy.get() == 0 && System.nanoTime() - lastChange > nanos;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        lastChange = System.nanoTime();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException | RejectedExecutionException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean goesOn = true;
      while (goesOn) {
        in.mark(1);
        if (in.read() < 0) {
          return;
        }
        in.reset();
        goesOn = exchange(in, socket);
      }
    } catch (IOException gone) {
      // The client disconnected, or the trial is over.
    } finally {
      open.remove(socket);
    }
  }

  private boolean exchange(InputStream in, Socket socket) throws IOException {
    busy.incrementAndGet();
    try {
      int number = arrived();
      WireRequest request = WireRequest.read(in);
      if (request == null || !request.isWhole()) {
        return false;
      }
      byte[] answer = whole(number, request).answer(request, number);
      socket.getOutputStream().write(answer);
      return answer.length > 0;
    } finally {
      lastChange = System.nanoTime();
      busy.decrementAndGet();
    }
  }

  private synchronized int arrived() {
    int number = exchanges.size() + 1;
    exchanges.put(number, new Exchange(number, order, null, null));
    return number;
  }

  private synchronized Reply whole(int number, @Nullable WireRequest request) {
    Reply reply = script.get(Math.min(replies++, script.size() - 1));
    exchanges.put(number, new Exchange(number, order, request, reply));
    return reply;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
      for (Socket socket : new ArrayList<>(open)) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
