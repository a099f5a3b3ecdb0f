package io.github.wechatpayfeign.integrationtests.close;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request can be sent to a base URL that is not refused. */
class BaseUrlOnTheWireTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP://127.0.0.1:%d",
        "hTTp://LOCALHOST:%d/",
        "http://LocalHost:%d///",
        "http://127.0.0.1:%d/Proxy/",
        "HTTP://127.0.0.1:%d/a/../Proxy"
      })
  void carriesEveryCallThatItWasTakenFor(String url) {
    try (RawServer server =
        RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")))) {
      int port = URI.create(server.baseUrl()).getPort();
      WechatPay wechatPay = TestGateway.client(url.formatted(port));

      wechatPay.closeOrder("ORDER-1");

      assertThat(server.onlyRequest().target())
          .isEqualTo(
              (url.contains("Proxy") ? "/Proxy" : "")
                  + "/v3/pay/transactions/out-trade-no/ORDER-1/close");
      server.onlyRequest().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP://127.0.0.1:1/, HTTP://LOCALHOST:%d",
    "http://localhost:1, Http://127.0.0.1:%d/"
  })
  void movesToABackupInWhateverLettersBothAreWritten(String main, String backup) {
    try (RawServer server =
        RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")))) {
      WechatPay wechatPay =
          WechatPay.builder(TestGateway.merchant())
              .baseUrl(main, backup.formatted(URI.create(server.baseUrl()).getPort()))
              .retryPolicy(RetryPolicy.off())
              .build();

      wechatPay.closeOrder("ORDER-1");

      server.onlyRequest().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
    }
  }
}
