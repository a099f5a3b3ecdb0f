package io.github.wechatpayfeign.integrationtests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.MemorySockets;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import java.math.BigInteger;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.RSAPrivateKeySpec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * Any bytes that a server writes on its connection lead to an exception of the hierarchy, unless
 * they contain everything that the gateway signed. The socket is in memory.
 */
public final class FuzzedWire {

  private static final String GENUINE =
      FuzzedGatewayAnswers.GENUINE
          .replace("204\n", "HTTP/1.1 204 No Content\n")
          .replace("\n", "\r\n")
          .concat("\r\nRequest-ID: 08F78BB5AF0610D302-0\r\n\r\n");

  private static final MemorySockets WIRE = new MemorySockets();
  private static final WechatPay WECHAT_PAY =
      WechatPay.builder(merchant())
          .baseUrl("http://127.0.0.1:1")
          .clock(FuzzedGatewayAnswers.CLOCK)
          .withoutReplayCheck()
          .okHttpClient(
              new OkHttpClient.Builder()
                  .socketFactory(WIRE)
                  .proxy(Proxy.NO_PROXY)
                  .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                  .build())
          .retryPolicy(RetryPolicy.off())
          .build();

  private FuzzedWire() {}

  static List<byte[]> seeds() {
    return List.of(
            GENUINE,
            GENUINE.replace("204 No Content", "200 OK") + "{}",
            "HTTP/1.1 100 Continue\r\n\r\n" + GENUINE,
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 22\r\n\r\n{\"code\":\"PARAM_ERROR\"}",
            "HTTP/1.1 500 \r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n0\r\nx: y\r\n\r\n",
            "HTTP/1.0 502 Bad Gateway\nContent-Type: text/html\n\n<html>",
            "HTTP/1.1 429 Slow\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u001f\u008b\b",
            "HTTP/1.1 503 \r\nRetry-After: 0\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 -12 X\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 401 X\r\nContent-Length: -5\r\n\r\n{}",
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 401 \r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n")
        .stream()
        .map(text -> text.getBytes(ISO_8859_1))
        .toList();
  }

  public static void fuzzerInitialize() {
    Fuzzer.warmUp(FuzzedWire::fuzzerTestOneInput, seeds());
  }

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, ISO_8859_1);
    WIRE.answer(
        text.replace(": GENUINE", ": " + FuzzedGatewayAnswers.SIGNATURE).getBytes(ISO_8859_1));
    try {
      WECHAT_PAY.closeOrder("ORDER-20261123-1");
      assertThat(text)
          .as("believed")
          .contains(" 204", FuzzedGatewayAnswers.TIMESTAMP, FuzzedGatewayAnswers.NONCE)
          .contains(TestGateway.PUBLIC_KEY_ID, ": GENUINE");
    } catch (WechatPayException e) {
      assertThat(text).as("not believed").isNotEqualTo(GENUINE);
      FuzzedMessages.requireOneShortLine(e.getMessage());
      if (e.outcome() == Outcome.REJECTED) {
        assertThat(e.status()).as("a refusal").isBetween(400, 499);
      }
    }
  }

  /** Signs with an exponent that fits no key but takes no time: nothing here verifies requests. */
  static Merchant merchant() {
    try {
      BigInteger modulus = ((RSAPrivateKey) TestGateway.MERCHANT_KEYS.getPrivate()).getModulus();
      PrivateKey fast =
          KeyFactory.getInstance("RSA")
              .generatePrivate(new RSAPrivateKeySpec(modulus, BigInteger.valueOf(3)));
      return Merchant.builder()
          .mchid(TestGateway.MCHID)
          .merchantSerial(TestGateway.SERIAL)
          .privateKey(fast)
          .wechatPayPublicKey(TestGateway.PUBLIC_KEY_ID, TestGateway.WECHAT_PAY_KEYS.getPublic())
          .build();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
