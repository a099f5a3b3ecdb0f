package io.github.wechatpayfeign.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway of the JDK's parts alone, that answers as the test says and signs when it is told. */
public final class LoopbackGateway implements AutoCloseable {

  public static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0000000000000000000000000001";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final KeyPair merchantKeys = TestKeys.newKeys();
  private final KeyPair gatewayKeys = TestKeys.newKeys();

  private volatile HttpHandler handler = this::signed204;

  public LoopbackGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    handler.handle(exchange);
  }

  /** Sets what answers from now on; by default a signed 204 does. */
  public void answer(HttpHandler newHandler) {
    handler = newHandler;
  }

  public void signed204(HttpExchange exchange) throws IOException {
    sign(exchange.getResponseHeaders(), gatewayKeys.getPrivate(), "");
    exchange.getResponseHeaders().set("Request-ID", "REQUEST-1");
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  public static void sign(Headers headers, PrivateKey key, String body) {
    String timestamp = Long.toString(Clock.systemUTC().instant().getEpochSecond());
    String nonce = UUID.randomUUID().toString();
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      String signed = timestamp + "\n" + nonce + "\n" + body + "\n";
      signature.update(signed.getBytes(StandardCharsets.UTF_8));
      headers.set("Wechatpay-Signature", Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    headers.set("Wechatpay-Timestamp", timestamp);
    headers.set("Wechatpay-Nonce", nonce);
    headers.set("Wechatpay-Serial", PUBLIC_KEY_ID);
  }

  public int requests() {
    return requests.get();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the variables that point the command line here. */
  public Map<String, String> environment(Path folder) {
    return Map.of(
        "WECHATPAY_BASE_URL",
        baseUrl(),
        "WECHATPAY_MCHID",
        "1900000001",
        "WECHATPAY_MERCHANT_SERIAL",
        "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
        "WECHATPAY_PRIVATE_KEY",
        TestKeys.file(folder, "apiclient_key.pem", TestKeys.of(merchantKeys.getPrivate())),
        "WECHATPAY_PUBLIC_KEY_ID",
        PUBLIC_KEY_ID,
        "WECHATPAY_PUBLIC_KEY",
        TestKeys.file(folder, "pub_key.pem", TestKeys.of(gatewayKeys.getPublic())));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
