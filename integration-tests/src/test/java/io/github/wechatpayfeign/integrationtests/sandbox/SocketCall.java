package io.github.wechatpayfeign.integrationtests.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request on a plain socket, since no client of the JDK sends a target that is not a URI. */
final class SocketCall {
  private SocketCall() {}

  /** Returns the status of the answer. */
  static int post(String baseUrl, String target, String authorization, String body)
      throws IOException {
    int port = URI.create(baseUrl).getPort();
    String head =
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Authorization: %s\r
        Accept: application/json\r
        Content-Type: application/json\r
        User-Agent: test\r
        Connection: close\r
        Content-Length: %d\r
        \r
        """
            .formatted(target, port, authorization, body.length());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }
}
