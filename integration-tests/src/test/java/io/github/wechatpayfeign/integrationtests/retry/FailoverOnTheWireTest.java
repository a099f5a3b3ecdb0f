package io.github.wechatpayfeign.integrationtests.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ServerErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.Loopback;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If no connection to the main domain can be made, the attempt moves to the backup at once. */
class FailoverOnTheWireTest {

  private final RawServer backup =
      RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));

  @AfterEach
  void stop() {
    backup.close();
  }

  @Test
  void movesToTheBackupIfTheConnectionIsRefused() throws Exception {
    try (WechatPay wechatPay = client(Loopback.closedPort(), backup.baseUrl())) {
      wechatPay.closeOrder("ORDER-1");
    }

    backup.onlyRequest().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
    assertThat(backup.onlyRequest().header("Host")).isEqualTo(backup.baseUrl().substring(7));
  }

  @Test
  void movesToTheBackupIfTlsFails() {
    try (RawServer plain = RawServer.start((request, out) -> {});
        WechatPay wechatPay =
            client(plain.baseUrl().replace("http://", "https://"), backup.baseUrl())) {
      wechatPay.closeOrder("ORDER-1");
    }

    assertThat(backup.requests()).hasSize(1);
  }

  @Test
  void movesToTheBackupIfTheHostIsUnknownAndThenPrefersIt() {
    List<String> resolved = new CopyOnWriteArrayList<>();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  resolved.add(host);
                  if (host.equals("localhost")) {
                    throw new UnknownHostException(host);
                  }
                  return List.of(InetAddress.getByName(host));
                })
            .build();
    try (WechatPay wechatPay =
        WechatPay.builder(TestGateway.merchant())
            .baseUrl("http://localhost:9", backup.baseUrl())
            .okHttpClient(http)
            .retryPolicy(RetryPolicy.off())
            .build()) {
      for (int i = 0; i < 2; i++) {
        wechatPay.closeOrder("ORDER-" + i);
        assertThat(wechatPay.prefersBackup()).isFalse();
      }
      wechatPay.closeOrder("ORDER-3");
      assertThat(wechatPay.prefersBackup()).isTrue();
      resolved.clear();

      wechatPay.closeOrder("ORDER-4");

      assertThat(resolved).doesNotContain("localhost");
      assertThat(backup.requests()).hasSize(4);
    }
  }

  @Test
  void movesBackToTheMainDomainIfThePreferredBackupCannotBeConnectedTo() throws Exception {
    RawServer main =
        RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
    String mainUrl = main.baseUrl();
    main.close();
    try (WechatPay wechatPay = client(mainUrl, backup.baseUrl())) {
      for (int i = 0; i < 3; i++) {
        wechatPay.closeOrder("ORDER-" + i);
      }
      assertThat(wechatPay.prefersBackup()).isTrue();

      backup.close();
      Loopback.awaitRefusal(backup.baseUrl());
      try (RawServer again = RawServer.startAt(mainUrl, main.script())) {
        wechatPay.closeOrder("ORDER-3");

        assertThat(again.requests()).hasSize(1);
        assertThat(wechatPay.prefersBackup()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 429, 500, 502, 503, 504})
  void doesNotMoveBecauseOfAStatus(int status) {
    try (RawServer main =
            RawServer.start((request, out) -> out.write(TestGateway.answer(status, Map.of(), "")));
        WechatPay wechatPay = client(main.baseUrl(), backup.baseUrl())) {
      WechatPayException thrown =
          catchThrowableOfType(WechatPayException.class, () -> wechatPay.closeOrder("ORDER-1"));

      assertThat(thrown.status()).isEqualTo(status);
      assertThat(main.requests()).hasSize(1);
      assertThat(backup.requests()).isEmpty();
      assertThat(wechatPay.prefersBackup()).isFalse();
    }
  }

  @Test
  void doesNotMoveARequestThatMayHaveBeenSent() {
    try (RawServer main = RawServer.start((request, out) -> {});
        WechatPay wechatPay = client(main.baseUrl(), backup.baseUrl())) {
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> wechatPay.closeOrder("ORDER-1"));

      assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(backup.requests()).isEmpty();
    }
  }

  @Test
  void reportsThatNothingWasSentIfBothDomainsAreDead() throws Exception {
    try (WechatPay wechatPay = client(Loopback.closedPort(), Loopback.closedPort())) {
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> wechatPay.closeOrder("ORDER-1"));

      assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(thrown)
          .cause()
          .satisfies(e -> assertThat(e.getSuppressed()).as("of the first domain").hasSize(1));
    }
  }

  @Test
  void usesOnlyTheBaseUrlIfThereIsNoBackup() throws Exception {
    try (WechatPay wechatPay =
        WechatPay.builder(TestGateway.merchant())
            .baseUrl(Loopback.closedPort(), backup.baseUrl())
            .withoutBackup()
            .build()) {
      assertThat(
              catchThrowableOfType(TransportException.class, () -> wechatPay.closeOrder("ORDER-1"))
                  .sent())
          .isFalse();
      assertThat(backup.requests()).isEmpty();
    }
  }

  @Test
  void usesWechatPaysDomainsByDefault() {
    List<String> resolved = new CopyOnWriteArrayList<>();
    OkHttpClient withoutDns =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  resolved.add(host);
                  throw new UnknownHostException(host);
                })
            .build();
    try (WechatPay wechatPay =
        WechatPay.builder(TestGateway.merchant())
            .okHttpClient(withoutDns)
            .retryPolicy(RetryPolicy.off())
            .build()) {
      assertThat(
              catchThrowableOfType(TransportException.class, () -> wechatPay.closeOrder("ORDER-1")))
          .hasCauseInstanceOf(UnknownHostException.class);
    }

    assertThat(resolved).containsExactly("api.mch.weixin.qq.com", "api2.mch.weixin.qq.com");
  }

  @Test
  void refusesAnUnusableBackup() {
    WechatPayBuilder builder = WechatPay.builder(TestGateway.merchant());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.baseUrl("https://a.example/x", "https://b.example/y"))
        .withMessageContaining("must have the same path as the main base URL, \"/x\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.baseUrl("https://a.example", "https://a.example/"))
        .withMessageContaining("is the main domain itself");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.baseUrl("https://a.example", "http://b.example"))
        .withMessageContaining("is neither https nor plain http to a loopback address");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WechatPayClient.builder(TestGateway.merchant()).backup("x", "y"))
        .withMessage("The domain x is not an http or https URL");
  }

  @Test
  void failsOverWithinTheDeadline() throws Exception {
    try (WechatPay wechatPay =
        WechatPay.builder(TestGateway.merchant())
            .baseUrl(Loopback.closedPort(), backup.baseUrl())
            .deadline(Duration.ofSeconds(5))
            .build()) {
      wechatPay.closeOrder("ORDER-1");
      assertThat(backup.requests()).hasSize(1);
    }
  }

  private static WechatPay client(String main, String backup) {
    // Without idle connections, each call shows whether a connection can be made.
    OkHttpClient http =
        new OkHttpClient.Builder()
            .readTimeout(Duration.ofSeconds(1))
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
            .build();
    return WechatPay.builder(TestGateway.merchant())
        .baseUrl(main, backup)
        .okHttpClient(http)
        .retryPolicy(RetryPolicy.off())
        .build();
  }

  @Test
  void reportsServerErrorsOfTheBackupLikeThoseOfTheMainDomain() throws Exception {
    try (RawServer failing =
            RawServer.start((request, out) -> out.write(TestGateway.answer(502, Map.of(), "")));
        WechatPay wechatPay = client(Loopback.closedPort(), failing.baseUrl())) {
      assertThat(
              catchThrowableOfType(
                  ServerErrorException.class, () -> wechatPay.closeOrder("ORDER-1")))
          .isNotNull();
    }
  }
}
