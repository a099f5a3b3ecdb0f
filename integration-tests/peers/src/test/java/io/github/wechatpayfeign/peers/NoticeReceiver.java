package io.github.wechatpayfeign.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A merchant's server, which keeps the notice that came last, and answers 204. */
final class NoticeReceiver implements AutoCloseable {

  private final HttpServer server;
  private volatile @Nullable Received last;

  /** A notice as it arrived. */
  record Received(
      String serial, String timestamp, String nonce, String signature, String type, String body) {

    /** Returns the same notice with another signature. */
    Received forged() {
      return new Received(serial, timestamp, nonce, "A".repeat(342) + "==", type, body);
    }
  }

  NoticeReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    last =
        new Received(
            header(exchange, "Wechatpay-Serial"),
            header(exchange, "Wechatpay-Timestamp"),
            header(exchange, "Wechatpay-Nonce"),
            header(exchange, "Wechatpay-Signature"),
            header(exchange, "Wechatpay-Signature-Type"),
            body);
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNull(exchange.getRequestHeaders().getFirst(name), name);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/notices";
  }

  Received last() {
    return Objects.requireNonNull(last, "No notice has arrived");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
