package io.github.wechatpayfeign.integrationtests.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Param;
import feign.RequestLine;
import feign.TypedResponse;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.TradeState;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of an answer that a caller sees are those that the gateway sent. */
class ShownHeadersTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final String QUERY =
      "GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid={mchid}";

  interface Now {
    @Reentrant
    @RequestLine(QUERY)
    TypedResponse<Transaction> query(
        @Param("out_trade_no") String outTradeNo, @Param("mchid") String mchid);
  }

  interface Later {
    @Reentrant
    @RequestLine(QUERY)
    CompletableFuture<TypedResponse<Transaction>> query(
        @Param("out_trade_no") String outTradeNo, @Param("mchid") String mchid);
  }

  @Test
  void areThoseOfTheGatewayAfterARefusal() {
    List<byte[]> answers =
        List.of(
            TestGateway.answer(500, Map.of("X", "first"), "{\"code\":\"SYSTEM_ERROR\"}"),
            TestGateway.answer(401, Map.of("X", "last", "Request-ID", "ID-2"), signError()));

    WechatPayException thrown =
        catchThrowableOfType(WechatPayException.class, () -> close(answers));

    assertThat(thrown).isInstanceOf(SignErrorException.class);
    assertThat(thrown.attempts()).isEqualTo(2);
    assertThat(((SignErrorException) thrown).explanation()).isNotNull();
    assertThat(internal(thrown.responseHeaders().keySet())).isEmpty();
    assertThat(thrown.responseHeaders().get("x")).containsExactly("last");
  }

  @Test
  void areThoseOfTheGatewayAfterASuccessThatTookTwoAttempts() {
    TypedResponse<Void> answer =
        close(List.of(TestGateway.answer(500, Map.of(), ""), TestGateway.signedAnswer(204, "")));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers()).containsKey("Wechatpay-Signature");
    assertThat(internal(answer.headers().keySet())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areThoseOfTheGatewayAfterAQueryThatTookTwoAttempts(boolean async) {
    String order =
        "{\"mchid\":\"%s\",\"out_trade_no\":\"%s\",\"trade_state\":\"NOTPAY\"}"
            .formatted(TestGateway.MCHID, ORDER);
    Deque<byte[]> left =
        new ArrayDeque<>(
            List.of(TestGateway.answer(500, Map.of(), ""), TestGateway.signedAnswer(200, order)));
    try (RawServer server = RawServer.start((request, out) -> out.write(left.remove()));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant()).baseUrl(server.baseUrl()).build()) {
      TypedResponse<Transaction> answer =
          async
              ? wechatPay.createAsync(Later.class).query(ORDER, TestGateway.MCHID).join()
              : wechatPay.create(Now.class).query(ORDER, TestGateway.MCHID);

      assertThat(left).isEmpty();
      assertThat(answer.body().tradeState()).isEqualTo(TradeState.NOTPAY);
      assertThat(answer.headers()).containsKey("Wechatpay-Signature");
      assertThat(internal(answer.headers().keySet())).isEmpty();
    }
  }

  @ParameterizedTest(name = "\"{0}\": {1}")
  @CsvSource({
    "'Request-ID: ',",
    "'Request-ID:\t \r\nRequest-ID: ID-2', ID-2",
    "'request-id: 1', 1"
  })
  void giveTheReceiptTheFirstRequestIdThatIsNotBlank(String lines, @Nullable String requestId) {
    StringBuilder answer = new StringBuilder("HTTP/1.1 204 No Content\r\n" + lines + "\r\n");
    TestGateway.signature(new byte[0])
        .forEach((name, value) -> answer.append(name + ": " + value + "\r\n"));
    byte[] bytes = (answer + "\r\n").getBytes(ISO_8859_1);
    try (RawServer server = RawServer.start((request, out) -> out.write(bytes));
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      assertThat(wechatPay.closeOrder(ORDER).requestId()).isEqualTo(requestId);
    }
  }

  private static TypedResponse<Void> close(List<byte[]> answers) {
    Deque<byte[]> left = new ArrayDeque<>(answers);
    try (RawServer server = RawServer.start((request, out) -> out.write(left.remove()));
        WechatPay wechatPay =
            WechatPay.builder(TestGateway.merchant()).baseUrl(server.baseUrl()).build()) {
      return wechatPay
          .create(TransactionsApi.class)
          .closeWithResponse(ORDER, new CloseOrderRequest(TestGateway.MCHID));
    }
  }

  private static String signError() {
    return "{\"code\":\"SIGN_ERROR\",\"message\":\"商户证书序列号有误\"}";
  }

  private static List<String> internal(Set<String> names) {
    return names.stream().filter(name -> name.toLowerCase(Locale.ROOT).contains("feign")).toList();
  }
}
