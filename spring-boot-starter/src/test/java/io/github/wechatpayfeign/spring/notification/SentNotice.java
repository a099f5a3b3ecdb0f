package io.github.wechatpayfeign.spring.notification;

import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A notification as it arrives at a server: the simulator sent it there. */
final class SentNotice {

  private final Map<String, List<String>> headers;
  private final byte[] body;

  private SentNotice(Map<String, List<String>> headers, byte[] body) {
    this.headers = headers;
    this.body = body;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  byte[] body() {
    return body.clone();
  }

  /** Pays an order of the simulator, and returns the notification of that. */
  static SentNotice ofAPayment(WechatPaySimulator simulator, String outTradeNo) {
    AtomicReference<@Nullable SentNotice> received = new AtomicReference<>();
    HttpServer server = start(received);
    try {
      simulator.notices().defaultUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      simulator.createOrder(outTradeNo);
      simulator.pay(outTradeNo);
      if (!simulator.notices().about(outTradeNo).get(0).deliver().isAccepted()) {
        throw new AssertionError("The notification did not arrive");
      }
      return Objects.requireNonNull(received.get());
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer start(AtomicReference<@Nullable SentNotice> received) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.set(new SentNotice(Map.copyOf(exchange.getRequestHeaders()), body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
