package io.github.wechatpayfeign.springtests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that refuses every request and keeps its head. */
final class RefusingProxy implements AutoCloseable {

  private static final String REFUSAL =
      String.join(
          "\r\n",
          "HTTP/1.1 407 Proxy Authentication Required",
          "Proxy-Authenticate: Basic realm=\"egress\"",
          "Content-Length: 0",
          "Connection: close",
          "",
          "");

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  RefusingProxy() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "refusing-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  List<String> requests() {
    return requests;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        StringBuilder head = new StringBuilder();
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
          head.append(line).append('\n');
          line = in.readLine();
        }
        requests.add(head.toString());
        socket.getOutputStream().write(REFUSAL.getBytes(ISO_8859_1));
      } catch (IOException gone) {
        // The client went away, or the test is over.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
