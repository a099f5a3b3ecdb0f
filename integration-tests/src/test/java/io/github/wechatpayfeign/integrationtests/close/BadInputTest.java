package io.github.wechatpayfeign.integrationtests.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a clear error, and nothing is sent. */
class BadInputTest {

  private static final String RULE =
      "The out_trade_no must be 6 to 32 of the characters 0-9 A-Z a-z _ - | *, but is ";

  private final RawServer server =
      RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
  private final WechatPay wechatPay = TestGateway.client(server.baseUrl());

  @AfterEach
  void stop() {
    assertThat(server.requests()).as("what was sent all the same").isEmpty();
    server.close();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "ORDER",
        "a/b",
        "ORDER/1",
        "%2e%2e",
        "%2e%2e%2e",
        "ORDER%7C1",
        "ORDER 1",
        "ORDER-1?",
        "ORDER-1#",
        "ORDER@1",
        "ORDER-订单",
        "ORDER-\n1",
        "ORDER-1\n",
        "ORDER-\u00001",
        "ORDER-\u202e1",
        "ORDER-\u008d1",
        "012345678901234567890123456789012"
      })
  void refusesAnOrderNumberThatBreaksTheRule(String outTradeNo) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wechatPay.closeOrder(outTradeNo))
        .withMessageStartingWith(RULE)
        .withMessageEndingWith("; nothing was sent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a/b", "%2e%2e", "012345678901234567890123456789012", "订单号订单号"})
  void refusesAnOrderNumberInTheFeignInterfaceToo(String outTradeNo) {
    CloseOrderRequest body = new CloseOrderRequest(TestGateway.MCHID);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> wechatPay.transactions().close(outTradeNo, body))
        .withMessageStartingWith(RULE);
  }

  @Test
  void refusesANullInTheFeignInterfaceByItsPath() {
    CloseOrderRequest body = new CloseOrderRequest(TestGateway.MCHID);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> wechatPay.transactions().close(nothing(), body))
        .withMessage(
            "The path of TransactionsApi#close(String,CloseOrderRequest),"
                + " /v3/pay/transactions/out-trade-no/{out_trade_no}/close, has an empty segment: a"
                + " parameter must be neither null nor empty; nothing was sent");
  }

  @Test
  void cutsAVeryLongOrderNumberInTheMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wechatPay.closeOrder("x".repeat(1_000_000)))
        .withMessage(
            RULE + '"' + "x".repeat(64) + "...\" with 1000000 characters; nothing was sent");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "123456789012345678901234567890123"})
  void refusesAMalformedMchid(String mchid) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CloseOrderRequest(mchid))
        .withMessageStartingWith("The mchid must be 1 to 32 letters, digits, _ or -, but is");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
