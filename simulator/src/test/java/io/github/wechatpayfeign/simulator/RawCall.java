package io.github.wechatpayfeign.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A signed request, by default a close, which a test can spoil before it is sent on a socket. */
final class RawCall {
  private final WechatPaySimulator simulator;
  private final Map<String, List<String>> headers = new TreeMap<>();
  String method = "POST";
  String target;
  byte[] body = {};
  String mchid;
  String serial;
  String privateKeyPem;
  String nonce = UUID.randomUUID().toString().replace("-", "");
  String timestamp;
  String scheme = "WECHATPAY2-SHA256-RSA2048";
  UnaryOperator<byte[]> signer = this::signedWithRsa;
  private UnaryOperator<String> authorization = UnaryOperator.identity();
  private UnaryOperator<String> afterSigning = UnaryOperator.identity();

  RawCall(WechatPaySimulator simulator, long seconds, String outTradeNo) {
    this.simulator = simulator;
    target = "/v3/pay/transactions/out-trade-no/" + outTradeNo + "/close";
    timestamp = Long.toString(seconds);
    by(simulator.merchant());
    header("Accept", "application/json");
    header("Content-Type", "application/json");
    header("User-Agent", "raw");
    if (simulator.platformCertificates().isEmpty()) {
      header("Wechatpay-Serial", simulator.publicKeyId());
    }
  }

  /** Signs the request for another merchant. */
  RawCall by(SimulatedMerchant merchant) {
    mchid = merchant.mchid();
    serial = merchant.serial();
    privateKeyPem = merchant.privateKeyPem();
    return body("{\"mchid\":\"" + mchid + "\"}");
  }

  /** Turns the call into a GET. */
  RawCall get(String newTarget) {
    method = "GET";
    target = newTarget;
    return header("Content-Type").body("");
  }

  /** Turns the call into another POST. */
  RawCall post(String newTarget, String newBody) {
    target = newTarget;
    return body(newBody);
  }

  /** Sets the values of a header, one line each; without values the header is not sent. */
  RawCall header(String name, String... values) {
    headers.put(name, List.of(values));
    return this;
  }

  String headerValue(String name) {
    return headers.getOrDefault(name, List.of()).get(0);
  }

  RawCall body(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** Edits the Authorization header. */
  RawCall authorization(UnaryOperator<String> edit) {
    authorization = edit;
    return this;
  }

  /** Edits the whole request, signature and all, as ISO-8859-1. */
  RawCall afterSigning(UnaryOperator<String> edit) {
    afterSigning = edit;
    return this;
  }

  RawAnswer send() {
    return RawAnswer.parse(sendForBytes());
  }

  byte[] sendForBytes() {
    try (Socket socket = open()) {
      return socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the request; the caller reads the answer. */
  Socket open() throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(simulator.baseUrl()).getPort());
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(bytes());
    socket.getOutputStream().flush();
    return socket;
  }

  String authorizationHeader() {
    return authorization.apply(
        "%s mchid=\"%s\",nonce_str=\"%s\",signature=\"%s\",timestamp=\"%s\",serial_no=\"%s\""
            .formatted(scheme, mchid, nonce, signature(), timestamp, serial));
  }

  private byte[] bytes() {
    StringBuilder head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, target));
    head.append("Host: 127.0.0.1\r\nConnection: close\r\n");
    headers.putIfAbsent("Authorization", List.of(authorizationHeader()));
    headers.forEach((name, values) -> values.forEach(v -> head.append(name + ": " + v + "\r\n")));
    String whole = head + framedBody();
    return afterSigning.apply(whole).getBytes(StandardCharsets.ISO_8859_1);
  }

  private String framedBody() {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return headers.containsKey("Transfer-Encoding")
        ? "\r\n%x\r\n%s\r\n0\r\n\r\n".formatted(body.length, text)
        : "Content-Length: %d\r\n\r\n%s".formatted(body.length, text);
  }

  private String signature() {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    String lines = method + "\n" + target + "\n" + timestamp + "\n" + nonce + "\n";
    message.writeBytes(lines.getBytes(StandardCharsets.UTF_8));
    message.writeBytes(body);
    message.write('\n');
    return Base64.getEncoder().encodeToString(signer.apply(message.toByteArray()));
  }

  private byte[] signedWithRsa(byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(Pem.privateKey(privateKeyPem));
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
