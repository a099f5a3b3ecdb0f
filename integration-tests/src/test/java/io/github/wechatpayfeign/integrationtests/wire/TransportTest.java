package io.github.wechatpayfeign.integrationtests.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ServerErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.Loopback;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a network failure, the client knows whether anything may have reached the gateway. */
class TransportTest {

  @Test
  void throwsTheTypedExceptionIfTheThreadWasInterruptedBefore() {
    try (RawServer server = RawServer.start((request, out) -> {})) {
      TransportException thrown;
      Thread.currentThread().interrupt();
      try {
        thrown =
            catchThrowableOfType(
                TransportException.class,
                () -> TestGateway.client(server.baseUrl()).closeOrder("ORDER-1"));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
      } finally {
        Thread.interrupted();
      }

      // OkHttp 5 notices the interrupt while it connects, OkHttp 4 when it writes or reads.
      assertThat(thrown.sent()).isEqualTo(OkHttp.VERSION.startsWith("4."));
      assertThat(thrown.outcome()).isEqualTo(thrown.sent() ? Outcome.UNKNOWN : Outcome.REJECTED);
      assertThat(thrown).hasMessageContaining("interrupted");
    }
  }

  @Test
  void reportsThatNothingWasSentIfTheConnectionIsRefused() throws IOException {
    TransportException thrown = failure(TestGateway.client(Loopback.closedPort()));

    assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(thrown.sent()).isFalse();
    assertThat(thrown).hasMessageStartingWith("Nothing was sent: java.net.ConnectException");
  }

  @Test
  void reportsThatNothingWasSentIfTheHostIsUnknown() {
    OkHttpClient withoutDns =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  throw new UnknownHostException(host);
                })
            .build();

    TransportException thrown =
        failure(
            WechatPay.builder(TestGateway.merchant())
                .baseUrl("https://gateway.invalid")
                .retryPolicy(RetryPolicy.off())
                .okHttpClient(withoutDns)
                .build());

    assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(thrown).hasCauseInstanceOf(UnknownHostException.class);
  }

  @Test
  void reportsThatNothingWasSentIfTlsFails() {
    try (RawServer plain = RawServer.start((request, out) -> {})) {
      String https = plain.baseUrl().replace("http://", "https://");

      TransportException thrown =
          failure(
              WechatPay.builder(TestGateway.merchant())
                  .baseUrl(https)
                  .retryPolicy(RetryPolicy.off())
                  .okHttpClient(impatient())
                  .build());

      assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(thrown.sent()).isFalse();
    }
  }

  @Test
  void reportsAnUnknownOutcomeIfTheServerIsSilent() {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer silent =
        RawServer.start(
            (request, out) -> {
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })) {
      TransportException thrown =
          failure(
              WechatPay.builder(TestGateway.merchant())
                  .baseUrl(silent.baseUrl())
                  .retryPolicy(RetryPolicy.off())
                  .okHttpClient(impatient())
                  .build());
      over.countDown();

      assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(thrown.sent()).isTrue();
      assertThat(thrown).hasMessageContaining("SocketTimeoutException");
    }
  }

  @Test
  void reportsAnUnknownOutcomeIfTheConnectionIsLost() {
    try (RawServer dropping = RawServer.start((request, out) -> {})) {
      TransportException thrown = failure(TestGateway.client(dropping.baseUrl()));

      assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
      dropping.onlyRequest().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
    }
  }

  @Test
  void reportsAnUnknownOutcomeIfASuccessBreaksOff() {
    byte[] whole = TestGateway.signedAnswer(200, "{\"trade_state\":\"NOTPAY\"}");
    try (RawServer server = breakingOff(Arrays.copyOf(whole, whole.length - 5))) {
      assertThat(failure(TestGateway.client(server.baseUrl())).outcome())
          .isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void reportsAnUnknownOutcomeIfTheHeadIsNotHttp() {
    try (RawServer server = breakingOff("SSH-2.0-OpenSSH_9.6\r\n\r\n".getBytes(UTF_8))) {
      assertThat(failure(TestGateway.client(server.baseUrl())).outcome())
          .isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void reportsAnUnknownOutcomeIfTheAnswerIsMalformed() {
    byte[] answer = "HTTP/1.1 -12 X\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8);
    try (RawServer server = breakingOff(answer)) {
      assertThat(failure(TestGateway.client(server.baseUrl())).outcome())
          .isEqualTo(Outcome.UNKNOWN);
    }
  }

  /** Only the length is unreadable for OkHttp; a success without its body is not accepted. */
  @ParameterizedTest
  @CsvSource({"401, -5, REJECTED", "204, -5, UNKNOWN", "200, -5, UNKNOWN", "503, -2, UNKNOWN"})
  void keepsTheStatusOfAnAnswerOfNegativeLength(int status, long length, Outcome outcome) {
    String answer = "HTTP/1.1 " + status + " X\r\nContent-Length: " + length + "\r\n\r\n{}";
    try (RawServer server = breakingOff(answer.getBytes(UTF_8))) {
      WechatPayException thrown =
          catchThrowableOfType(
              WechatPayException.class,
              () -> TestGateway.client(server.baseUrl()).closeOrder("ORDER-1"));

      assertThat(thrown.status()).isEqualTo(status);
      assertThat(thrown.outcome()).isEqualTo(outcome);
    }
  }

  @Test
  void keepsTheStatusOfAnErrorThatBreaksOff() {
    byte[] whole = TestGateway.answer(502, Map.of(), "<html>Bad Gateway</html>");
    try (RawServer server = breakingOff(Arrays.copyOf(whole, whole.length - 7))) {
      WechatPayException thrown =
          catchThrowableOfType(
              WechatPayException.class,
              () -> TestGateway.client(server.baseUrl()).closeOrder("ORDER-1"));

      assertThat(thrown).isExactlyInstanceOf(ServerErrorException.class);
      assertThat(thrown.status()).isEqualTo(502);
      assertThat(thrown.contentUTF8()).isEqualTo("<html>Bad Gateway");
    }
  }

  @Test
  void doesNotWaitForABodyOf256Megabytes() {
    byte[] block = new byte[64 * 1024];
    Arrays.fill(block, (byte) 'x');
    try (RawServer server =
        RawServer.start(
            (request, out) -> {
              out.write("HTTP/1.1 500 Error\r\nContent-Length: 268435456\r\n\r\n".getBytes(UTF_8));
              writeRepeatedly(out, block, 4096);
            })) {
      WechatPayException thrown =
          catchThrowableOfType(
              WechatPayException.class,
              () -> TestGateway.client(server.baseUrl()).closeOrder("ORDER-1"));

      assertThat(thrown).isExactlyInstanceOf(ServerErrorException.class);
      assertThat(thrown.status()).isEqualTo(500);
      assertThat(thrown.contentUTF8()).startsWith("xxxx").hasSizeLessThan(64 * 1024);
    }
  }

  private static OkHttpClient impatient() {
    return new OkHttpClient.Builder().readTimeout(Duration.ofMillis(200)).build();
  }

  private static void writeRepeatedly(OutputStream out, byte[] block, int times)
      throws IOException {
    for (int i = 0; i < times; i++) {
      out.write(block);
    }
  }

  private static RawServer breakingOff(byte[] answer) {
    return RawServer.start(
        (request, out) -> {
          out.write(answer);
          out.flush();
          throw new IOException("the connection is dropped here");
        });
  }

  private static TransportException failure(WechatPay wechatPay) {
    TransportException thrown =
        catchThrowableOfType(TransportException.class, () -> wechatPay.closeOrder("ORDER-1"));
    assertThat(thrown).as("the failure").isNotNull();
    return thrown;
  }
}
