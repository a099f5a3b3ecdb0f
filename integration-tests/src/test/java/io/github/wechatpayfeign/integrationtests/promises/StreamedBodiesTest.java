package io.github.wechatpayfeign.integrationtests.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However an interceptor writes a body, the signed bytes are the sent bytes. */
class StreamedBodiesTest {

  static Stream<Arguments> interceptors() {
    return Stream.of(
            "streams the body",
            "writes another body when asked again",
            "breaks off when it writes the body again",
            "replaces the body",
            "compresses the body",
            "announces a wrong length")
        .flatMap(
            change ->
                Stream.of(false, true)
                    .flatMap(
                        network ->
                            Stream.of(Way.values())
                                .map(way -> Arguments.of(change, network, way))));
  }

  @ParameterizedTest(name = "{0}, as a network interceptor: {1}, {2}")
  @MethodSource("interceptors")
  void signsTheBytesThatItSends(String change, boolean network, Way way) {
    Changes.Change<Request> changing = Objects.requireNonNull(Changes.ofRequests().get(change));
    Interceptor interceptor = chain -> chain.proceed(changing.of(chain.request()));
    try (RawServer server =
            RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant())
                .baseUrl(server.baseUrl())
                .deadline(Duration.ofSeconds(2))
                .retryPolicy(RetryPolicy.off())
                .changeHttp(
                    http ->
                        (network ? http.networkInterceptors() : http.interceptors())
                            .add(interceptor))
                .build()) {
      Throwable failure = way.failureOfClose(wechatPay, "ORDER-0001");

      if (failure != null) {
        assertThat(failure)
            .isInstanceOfSatisfying(
                WechatPayException.class,
                e ->
                    assertThat(e.outcome() == Outcome.UNKNOWN || server.requests().isEmpty())
                        .isTrue());
      }
      server.requests().forEach(r -> r.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic()));
      assertThat(server.requests()).hasSizeLessThan(2);
    }
  }
}
