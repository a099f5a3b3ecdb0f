package io.github.wechatpayfeign.integrationtests.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.MemorySockets;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.io.IOException;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Any answer that the client receives leads to an exception of the hierarchy, unless it is the one
 * answer that the gateway signed: a 204 without a body, with exactly the headers of {@link
 * #GENUINE}. The fuzzer knows that one, its signature written as {@code GENUINE}, but not the key.
 */
public final class FuzzedGatewayAnswers {

  static final String TIMESTAMP = "1795000000";
  static final String NONCE = "d824f2e086d3c1df967785d13fcd22ef";
  private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";
  private static final String PLACEHOLDER = "GENUINE";
  static final String SIGNATURE = sign(TIMESTAMP + "\n" + NONCE + "\n\n");
  static final String GENUINE =
      "204\nWechatpay-Timestamp: "
          + TIMESTAMP
          + "\nWechatpay-Nonce: "
          + NONCE
          + "\nWechatpay-Serial: "
          + TestGateway.PUBLIC_KEY_ID
          + "\nWechatpay-Signature: GENUINE";

  static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(Long.parseLong(TIMESTAMP)), ZoneOffset.UTC);

  private static final MemorySockets WIRE = new MemorySockets();
  private static final Answering GATEWAY = new Answering();
  private static final WechatPay WECHAT_PAY =
      WechatPay.builder(FuzzedWire.merchant())
          .baseUrl("http://127.0.0.1:1")
          .clock(CLOCK)
          // The fuzzer knows one genuine answer, which is the same in each of its inputs.
          .withoutReplayCheck()
          .okHttpClient(
              new OkHttpClient.Builder()
                  .addInterceptor(GATEWAY)
                  .socketFactory(WIRE)
                  .proxy(Proxy.NO_PROXY)
                  .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                  .build())
          .retryPolicy(
              RetryPolicy.standard()
                  .withMaxAttempts(2)
                  .withDelays(Duration.ZERO, Duration.ZERO)
                  .withRetryAfterLimit(Duration.ZERO)
                  .withBudget(Integer.MAX_VALUE))
          .build();

  private FuzzedGatewayAnswers() {}

  static List<byte[]> seeds() {
    return List.of(
            GENUINE,
            GENUINE + "\nWechatpay-Signature-Type: " + SCHEME + "\nRequest-ID: 08F78BB5",
            GENUINE + "\n\nbody",
            GENUINE.replace(": GENUINE", ": WECHATPAY/SIGNTEST/GENUINE"),
            GENUINE.replace(": GENUINE", ": Zm9yZ2Vk"),
            GENUINE.replace("204", "200") + "\n\n{}",
            GENUINE.replace("204", "400") + "\n\n{\"code\":\"ORDER_CLOSED\"}",
            GENUINE + "\nwechatpay-signature: GENUINE",
            "503\nRetry-After: 0\n\n{\"code\":\"SYSTEM_ERROR\"}",
            "503\nRetry-After: 1",
            "429\nRetry-After: Wed, 18 Nov 2026 22:26:40 GMT",
            "401\nWechatpay-Feign-Signed: POST /v3/close 1554209980 5F1C 99"
                + "\nWechatpay-Feign-Call: attempts=9;unknown=true"
                + "\n\n{\"code\":\"SIGN_ERROR\",\"detail\":{\"sign_information\":{}}}",
            "302\nLocation: https://example.com")
        .stream()
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  public static void fuzzerInitialize() {
    Fuzzer.warmUp(FuzzedGatewayAnswers::fuzzerTestOneInput, seeds());
  }

  public static void fuzzerTestOneInput(byte[] data) {
    FuzzedAnswer answer = FuzzedAnswer.parse(data);
    GATEWAY.answers(answer);
    WechatPayException thrown = null;
    try {
      WECHAT_PAY.closeOrder("ORDER-20261123-1");
    } catch (WechatPayException e) {
      thrown = e;
    }
    assertThat(thrown == null).as("believed").isEqualTo(isGenuine(answer));
    if (thrown != null) {
      requireTrue(thrown, answer);
    }
  }

  private static void requireTrue(WechatPayException thrown, FuzzedAnswer answer) {
    FuzzedMessages.requireOneShortLine(thrown.getMessage());
    assertThat(thrown.attempts()).as("attempts").isEqualTo(GATEWAY.count);
    if (thrown.outcome() == Outcome.REJECTED) {
      assertThat(thrown.status()).as("a refusal").isBetween(400, 499);
    }
    if (thrown instanceof SignErrorException signError) {
      assertThat(signError.explanation()).as("made from a header of the answer").isNull();
    }
    List<String> retryAfter = answer.values("Retry-After");
    if (retryAfter.size() == 1 && retryAfter.get(0).matches("[1-9][0-9]{0,8}")) {
      assertThat(thrown.attempts()).as("in spite of Retry-After").isEqualTo(1);
    }
  }

  private static boolean isGenuine(FuzzedAnswer answer) {
    List<String> types = answer.values("Wechatpay-Signature-Type");
    return answer.status() == 204
        && answer.body().length == 0
        && answer.values("Wechatpay-Timestamp").equals(List.of(TIMESTAMP))
        && answer.values("Wechatpay-Nonce").equals(List.of(NONCE))
        && answer.values("Wechatpay-Serial").equals(List.of(TestGateway.PUBLIC_KEY_ID))
        && answer.values("Wechatpay-Signature").equals(List.of(PLACEHOLDER))
        && (types.isEmpty() || types.equals(List.of(SCHEME)));
  }

  private static String sign(String message) {
    try {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(TestGateway.WECHAT_PAY_KEYS.getPrivate());
      signer.update(message.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Completes what the wire answers by headers and a body that no wire may carry, and counts. */
  private static final class Answering implements Interceptor {

    private @Nullable FuzzedAnswer answer;
    private int count;

    void answers(FuzzedAnswer answer) {
      this.answer = answer;
      this.count = 0;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
      FuzzedAnswer given = answer;
      if (given == null) {
        throw new AssertionError("An answer is given before each call");
      }
      count++;
      int status = Math.abs(given.status());
      Response.Builder response =
          answered(chain, status)
              .code(status)
              .message("")
              .body(ResponseBody.create(given.body(), null));
      okhttp3.Headers.Builder headers = new okhttp3.Headers.Builder();
      for (FuzzedAnswer.Header header : given.headers()) {
        if (header.name().chars().allMatch(c -> c > ' ' && c < 127)) {
          headers.addUnsafeNonAscii(header.name(), header.value().replace(PLACEHOLDER, SIGNATURE));
        }
      }
      return response.headers(headers.build()).build();
    }

    /** A status that HTTP/1.1 cannot end an answer with never came from the wire. */
    private static Response.Builder answered(Chain chain, int status) throws IOException {
      if (status < 200 || status > 999) {
        return new Response.Builder().request(chain.request()).protocol(Protocol.HTTP_1_1);
      }
      WIRE.answer(("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n").getBytes(US_ASCII));
      return chain.proceed(chain.request()).newBuilder();
    }
  }
}
