package io.github.wechatpayfeign.integrationtests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on a bare socket: it records each request and answers with the bytes of a script. */
public final class RawServer implements AutoCloseable {

  /** Answers a request; a script that returns without writing drops the connection. */
  public interface Script {
    void answer(WireRequest request, OutputStream out) throws IOException;
  }

  /** Thrown by a script to reset the connection instead of closing it. */
  public static final class Reset extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<WireRequest> requests = new CopyOnWriteArrayList<>();
  private final Script script;

  private RawServer(Script script, int port) throws IOException {
    this.script = script;
    this.server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
  }

  public static RawServer start(Script script) {
    return start(script, 0);
  }

  /** Starts a server at the base URL of a closed one. */
  public static RawServer startAt(String baseUrl, Script script) {
    return start(script, URI.create(baseUrl).getPort());
  }

  private static RawServer start(Script script, int port) {
    try {
      RawServer started = new RawServer(script, port);
      started.threads.execute(started::accept);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Script script() {
    return script;
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  public List<WireRequest> requests() {
    return requests;
  }

  public WireRequest onlyRequest() {
    assertThat(requests).hasSize(1);
    return requests.get(0);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      CountingOutput out = new CountingOutput(socket.getOutputStream());
      WireRequest request;
      while ((request = WireRequest.read(in)) != null) {
        requests.add(request);
        out.written = 0;
        script.answer(request, out);
        if (out.written == 0) {
          return;
        }
      }
    } catch (Reset reset) {
      reset(socket);
    } catch (IOException gone) {
      // The client disconnected, or the test is over.
    } finally {
      open.remove(socket);
      closeQuietly(socket);
    }
  }

  private static void reset(Socket socket) {
    try {
      // The following close sends RST instead of FIN.
      socket.setSoLinger(true, 0);
    } catch (IOException gone) {
      // The client disconnected first.
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // Nothing is left to close.
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class CountingOutput extends OutputStream {

    private final OutputStream out;
    private long written;

    CountingOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      written++;
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      written += length;
      out.write(bytes, offset, length);
    }
  }
}
