package io.github.wechatpayfeign.integrationtests.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import feign.AsyncFeign;
import feign.Feign;
import feign.jackson.JacksonEncoder;
import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPayDecoder;
import io.github.wechatpayfeign.client.MerchantDirectory;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request that names one merchant is never signed by another. */
class OtherMerchantTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final CloseOrderRequest BODY = new CloseOrderRequest(TestGateway.MCHID);

  private final RawServer server =
      RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void refusesAMerchantThatWasNotAskedFor(Way way) {
    assertThatNothingIsSent(way, mchid -> other());
  }

  /** A source that was replaced in between, with the keys of another merchant. */
  @ParameterizedTest
  @EnumSource
  void refusesASourceThatBecomesAnotherMerchant(Way way) {
    AtomicInteger asked = new AtomicInteger();
    assertThatNothingIsSent(
        way, mchid -> () -> asked.incrementAndGet() == 1 ? TestGateway.merchant() : other());
  }

  private void assertThatNothingIsSent(Way way, MerchantDirectory directory) {
    try (WechatPayClient client = WechatPayClient.builder(directory).withoutBackup().build()) {
      Throwable thrown =
          way == Way.SYNCHRONOUS
              ? catchThrowable(() -> now(client).close(ORDER, BODY))
              : Way.failureOf(later(client).close(ORDER, BODY));

      assertThat(thrown).isInstanceOf(IllegalStateException.class);
      assertThat(thrown).hasMessageContaining(TestGateway.MCHID).hasMessageContaining("1900000999");
      assertThat(server.requests()).isEmpty();
    }
  }

  private TransactionsApi now(WechatPayClient client) {
    return Feign.builder()
        .client(client)
        .requestInterceptor(new WechatPayRequestInterceptor(TestGateway.merchant()))
        .encoder(new JacksonEncoder())
        .decoder(new WechatPayDecoder())
        .options(client.options())
        .target(TransactionsApi.class, server.baseUrl());
  }

  private AsyncTransactionsApi later(WechatPayClient client) {
    return AsyncFeign.<Object>builder()
        .client(client)
        .invocationHandlerFactory(client.asyncInvocations())
        .requestInterceptor(new WechatPayRequestInterceptor(TestGateway.merchant()))
        .encoder(new JacksonEncoder())
        .decoder(new WechatPayDecoder())
        .options(client.options())
        .target(AsyncTransactionsApi.class, server.baseUrl());
  }

  private static Merchant other() {
    return Merchant.builder()
        .mchid("1900000999")
        .merchantSerial(TestGateway.SERIAL)
        .privateKey(TestGateway.MERCHANT_KEYS.getPrivate())
        .wechatPayPublicKey(TestGateway.PUBLIC_KEY_ID, TestGateway.WECHAT_PAY_KEYS.getPublic())
        .build();
  }
}
