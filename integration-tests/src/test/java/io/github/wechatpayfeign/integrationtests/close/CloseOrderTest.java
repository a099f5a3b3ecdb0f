package io.github.wechatpayfeign.integrationtests.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.CloseReceipt;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.ClientErrorException;
import io.github.wechatpayfeign.errors.OrderPaidException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ParamErrorException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ServerErrorException;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The result for the caller is compared with the simulator's order book. */
class CloseOrderTest {

  private static final WechatPaySimulator SIMULATOR =
      WechatPaySimulator.builder().strictAll().start();
  private static final WechatPay WECHAT_PAY = SimulatedGateway.clientOf(SIMULATOR);

  private static int orders;

  private String outTradeNo;

  @BeforeEach
  void placeAnOrder(TestInfo info) {
    outTradeNo = "ORDER|" + ++orders;
    SIMULATOR.createOrder(outTradeNo);
  }

  @AfterAll
  static void stop() {
    WECHAT_PAY.close();
    SIMULATOR.close();
  }

  @Test
  void closesAnOrder() {
    CloseReceipt receipt = WECHAT_PAY.closeOrder(outTradeNo);

    assertThat(receipt.outTradeNo()).isEqualTo(outTradeNo);
    assertThat(receipt.requestId()).endsWith("-0");
    assertThat(SIMULATOR.state(outTradeNo)).contains(OrderState.CLOSED);
  }

  @Test
  void closesAnOrderAgainWithoutAnError() {
    WECHAT_PAY.closeOrder(outTradeNo);

    assertThat(WECHAT_PAY.closeOrder(outTradeNo).requestId()).endsWith("-0");
  }

  @Test
  void doesNotCloseAnOrderThatIsPaid() {
    SIMULATOR.pay(outTradeNo);

    WechatPayException thrown = failure();

    assertThat(thrown).isInstanceOf(OrderPaidException.class);
    assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(SIMULATOR.state(outTradeNo)).contains(OrderState.PAID);
  }

  @ParameterizedTest(name = "{0} {1} is a {2}")
  @CsvSource({
    "400, PARAM_ERROR, ParamErrorException",
    "400, INVALID_REQUEST, InvalidRequestException",
    "401, SIGN_ERROR, SignErrorException",
    "500, SYSTEM_ERROR, SystemErrorException",
    "400, MCH_NOT_EXISTS, MchNotExistsException",
    "403, RULE_LIMIT, RuleLimitException",
    "403, TRADE_ERROR, TradeErrorException",
    "429, FREQUENCY_LIMITED, FrequencyLimitedException",
    "400, ORDER_CLOSED, OrderClosedException",
    "404, ORDERNOTEXIST, OrderNotExistException",
    "418, TEAPOT, ClientErrorException",
    "503, TEAPOT, ServerErrorException"
  })
  void throwsTheTypeOfEachError(int status, String code, String exception) {
    SIMULATOR.failNext(Fault.error(status, code, "原因"));

    WechatPayException thrown = failure();

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(exception);
    assertThat(thrown.status()).isEqualTo(status);
    assertThat(thrown.code()).isEqualTo(code);
    assertThat(thrown.gatewayMessage()).isEqualTo("原因");
    assertThat(thrown.requestId()).isNotBlank();
    assertThat(SIMULATOR.state(outTradeNo)).contains(OrderState.UNPAID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "", "{\"code\":\"SYSTEM", "[]", "null", "{\"code\":null}"})
  void throwsTheTypeOfTheStatusWhateverTheBody(String body) {
    SIMULATOR.failNext(
        Fault.answer(502, body.getBytes(StandardCharsets.UTF_8)),
        Fault.answer(400, body.getBytes(StandardCharsets.UTF_8)));

    assertThat(failure()).isExactlyInstanceOf(ServerErrorException.class);
    assertThat(failure()).isExactlyInstanceOf(ClientErrorException.class);
  }

  @Test
  void throwsTheTypeOfTheStatusForABodyOf256Megabytes() {
    SIMULATOR.failNext(Fault.oversized(500, 256L * 1024 * 1024, Moment.BEFORE_APPLYING));

    WechatPayException thrown = failure();

    assertThat(thrown).isExactlyInstanceOf(ServerErrorException.class);
    assertThat(thrown.contentUTF8()).hasSize(16 * 1024);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotReportAnOrderAsClosedIfTheAnswerIsFalsified(Falsification falsification) {
    SIMULATOR.failNext(Fault.falsify(falsification));

    WechatPayException thrown = failure();

    assertThat(thrown).isInstanceOf(ResponseNotVerifiedException.class);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(SIMULATOR.state(outTradeNo)).contains(OrderState.CLOSED);
  }

  @ParameterizedTest
  @EnumSource
  void reportsAnUnknownOutcomeIfTheConnectionIsLost(Moment moment) {
    SIMULATOR.failNext(Fault.drop(moment));

    WechatPayException thrown = failure();

    assertThat(thrown).isInstanceOf(TransportException.class);
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(SIMULATOR.state(outTradeNo))
        .contains(moment == Moment.AFTER_APPLYING ? OrderState.CLOSED : OrderState.UNPAID);
  }

  @Test
  void reportsAnUnknownOutcomeAfterA500() {
    SIMULATOR.failNext(Fault.error(500, "SYSTEM_ERROR").at(Moment.AFTER_APPLYING));

    assertThat(failure().outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(SIMULATOR.state(outTradeNo)).contains(OrderState.CLOSED);
  }

  @Test
  void isRefusedWithTheKeyOfAnotherMerchant() {
    Merchant stranger =
        Merchant.builder()
            .mchid(SIMULATOR.mchid())
            .merchantSerial(SIMULATOR.merchantSerial())
            .privateKey(TestGateway.MERCHANT_KEYS.getPrivate())
            .wechatPayPublicKeyPem(SIMULATOR.publicKeyId(), SIMULATOR.publicKeyPem())
            .build();

    WechatPayException thrown =
        failure(WechatPay.builder(stranger).baseUrl(SIMULATOR.baseUrl()).build());

    assertThat(thrown).isInstanceOf(SignErrorException.class);
    assertThat(thrown.gatewayMessage()).isEqualTo("错误的签名,验签失败");
  }

  @Test
  void isRefusedWithAClockThatIsTenMinutesOff() {
    WechatPayException thrown =
        failure(
            WechatPay.builder(SimulatedGateway.merchantOf(SIMULATOR))
                .baseUrl(SIMULATOR.baseUrl())
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)))
                .build());

    assertThat(thrown).isInstanceOf(SignErrorException.class).hasMessageContaining("timestamp");
  }

  @Test
  void isRefusedWithAnotherWechatPayPublicKeyId() {
    Merchant misconfigured =
        Merchant.builder()
            .mchid(SIMULATOR.mchid())
            .merchantSerial(SIMULATOR.merchantSerial())
            .privateKeyPem(SIMULATOR.merchantPrivateKeyPem())
            .wechatPayPublicKeyPem("PUB_KEY_ID_OTHER", SIMULATOR.publicKeyPem())
            .build();

    assertThat(failure(WechatPay.builder(misconfigured).baseUrl(SIMULATOR.baseUrl()).build()))
        .isInstanceOf(ParamErrorException.class);
  }

  private WechatPayException failure() {
    return failure(WECHAT_PAY);
  }

  private WechatPayException failure(WechatPay wechatPay) {
    WechatPayException thrown =
        catchThrowableOfType(WechatPayException.class, () -> wechatPay.closeOrder(outTradeNo));
    assertThat(thrown).as("the failure").isNotNull();
    assertThat(thrown.hasRequest()).isFalse();
    return thrown;
  }
}
