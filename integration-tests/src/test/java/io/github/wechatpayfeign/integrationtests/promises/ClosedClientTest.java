package io.github.wechatpayfeign.integrationtests.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A closed client sends nothing more, and does not touch objects that belong to the user. */
class ClosedClientTest {

  private final RawServer server =
      RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> closings() {
    return Stream.of(Way.values())
        .flatMap(way -> Stream.of(false, true).map(called -> Arguments.of(way, called)));
  }

  @ParameterizedTest(name = "{0}, after a call: {1}")
  @MethodSource("closings")
  void refusesACallAfterItIsClosed(Way way, boolean calledBefore) {
    WechatPay wechatPay = TestGateway.client(server.baseUrl());
    if (calledBefore) {
      assertThat(way.failureOfClose(wechatPay, "ORDER-0001")).isNull();
    }

    wechatPay.close();

    assertThat(way.failureOfClose(wechatPay, "ORDER-0002"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(server.requests()).hasSize(calledBefore ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void refusesACallAfterItIsClosedEvenWithTheUsersHttpClient(Way way) {
    OkHttpClient http = new OkHttpClient();
    WechatPay wechatPay =
        WechatPay.builder(TestGateway.merchant())
            .baseUrl(server.baseUrl())
            .okHttpClient(http)
            .build();

    wechatPay.close();

    assertThat(way.failureOfClose(wechatPay, "ORDER-0002"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(server.requests()).isEmpty();
    http.dispatcher().executorService().shutdown();
  }

  @ParameterizedTest(name = "set in changeHttp: {0}")
  @ValueSource(booleans = {false, true})
  void leavesTheUsersDispatcherRunning(boolean changed) {
    Dispatcher users = new Dispatcher();
    WechatPayBuilder builder = WechatPay.builder(TestGateway.merchant()).baseUrl(server.baseUrl());
    if (changed) {
      builder.changeHttp(http -> http.dispatcher(users));
    } else {
      builder.okHttpClient(new OkHttpClient.Builder().dispatcher(users).build());
    }
    WechatPay wechatPay = builder.build();
    assertThat(Way.ASYNCHRONOUS.failureOfClose(wechatPay, "ORDER-0001")).isNull();

    wechatPay.close();

    assertThat(users.executorService().isShutdown()).isFalse();
    users.executorService().shutdown();
  }
}
