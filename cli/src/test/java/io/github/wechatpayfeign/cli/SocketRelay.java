package io.github.wechatpayfeign.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server that hands on the bytes of each connection, both ways, to a port of this machine. */
public class SocketRelay implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  SocketRelay(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
    threads.execute(this::acceptAll);
  }

  /** Returns a relay that takes the TLS off what it hands on. */
  public static SocketRelay ofTls(SSLContext tls, int target) throws IOException {
    return new SocketRelay(
        tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        target);
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        threads.execute(() -> serveAndClose(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serveAndClose(Socket client) {
    try (client) {
      serve(client);
    } catch (IOException gone) {
      return;
    }
  }

  /** Serves a connection from its first byte on. */
  void serve(Socket client) throws IOException {
    try (Socket far = connect()) {
      relay(client, far);
    }
  }

  final Socket connect() throws IOException {
    Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
    open.add(far);
    return far;
  }

  /** Returns when one side has ended. */
  final void relay(Socket client, Socket far) throws IOException {
    threads.execute(() -> copyAndEnd(far, client));
    copy(client.getInputStream(), far.getOutputStream());
  }

  private static void copyAndEnd(Socket from, Socket to) {
    try (from;
        to) {
      copy(from.getInputStream(), to.getOutputStream());
    } catch (IOException gone) {
      return;
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] bytes = new byte[8192];
    for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
      out.write(bytes, 0, read);
      out.flush();
    }
  }

  public final int port() {
    return server.getLocalPort();
  }

  @Override
  public final void close() {
    for (Socket socket : open) {
      close(socket);
    }
    close(server);
    threads.shutdownNow();
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception closing) {
      return;
    }
  }
}
