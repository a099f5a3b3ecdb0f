package io.github.wechatpayfeign.integrationtests.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.refund.AsyncRefundsApi;
import io.github.wechatpayfeign.api.refund.Refund;
import io.github.wechatpayfeign.api.refund.RefundRequest;
import io.github.wechatpayfeign.api.refund.RefundStatus;
import io.github.wechatpayfeign.api.refund.RefundsApi;
import io.github.wechatpayfeign.errors.ResourceNotExistsException;
import io.github.wechatpayfeign.errors.UnusableAnswerException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain calls for refunds: what they send, what they accept, and when they are repeated. */
class RefundsApiTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final RefundRequest REQUEST =
      RefundRequest.ofOrder(ORDER).outRefundNo("REFUND-1").refund(100).total(1000).build();

  private final WechatPaySimulator simulator = WechatPaySimulator.builder().strictAll().start();
  private final WechatPay wechatPay = SimulatedGateway.clientOf(simulator);

  @BeforeEach
  void payAnOrder() {
    simulator.book().create(ORDER, 1000);
    simulator.pay(ORDER);
  }

  @AfterEach
  void stop() {
    wechatPay.close();
    simulator.close();
  }

  @Test
  void appliesAndQueries() throws Exception {
    RefundsApi api = wechatPay.create(RefundsApi.class);

    Refund applied = api.apply(REQUEST);
    Refund queried = api.query("REFUND-1");

    JsonNode body = new ObjectMapper().readTree(simulator.requests().get(0).body());
    assertThat(body)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"out_trade_no\":\"ORDER-20261123-1\",\"out_refund_no\":\"REFUND-1\","
                        + "\"amount\":{\"refund\":100,\"total\":1000,\"currency\":\"CNY\"}}"));
    assertThat(applied.status()).isEqualTo(RefundStatus.SUCCESS);
    assertThat(applied.refundId()).startsWith("50");
    assertThat(applied.successTime()).isNotNull();
    assertThat(Objects.requireNonNull(applied.amount()).refund()).isEqualTo(100);
    assertThat(queried).isEqualTo(applied);
  }

  @Test
  void appliesAndQueriesWithFutures() {
    AsyncRefundsApi api = wechatPay.createAsync(AsyncRefundsApi.class);

    assertThat(api.apply(REQUEST).join().status()).isEqualTo(RefundStatus.SUCCESS);
    assertThat(api.query("REFUND-1").join().outRefundNo()).isEqualTo("REFUND-1");
    assertThat(Await.failureOf(api.query("REFUND-1", "1900000222")))
        .isInstanceOf(ResourceNotExistsException.class);
    assertThat(Await.failureOf(api.query("REFUND 1"))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void repeatsAnApplicationBecauseItsNumberRefundsOnce() {
    simulator.failNext(Fault.drop(Moment.AFTER_APPLYING), Fault.error(500, "SYSTEM_ERROR"));
    try (WechatPay repeating =
        WechatPay.builder(SimulatedGateway.merchantOf(simulator))
            .baseUrl(simulator.baseUrl())
            .build()) {
      assertThat(repeating.create(RefundsApi.class).apply(REQUEST).status())
          .isEqualTo(RefundStatus.SUCCESS);
    }

    assertThat(simulator.requestCount()).isEqualTo(3);
    assertThat(simulator.book().refunds().refunded(ORDER)).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"out_refund_no\":\"REFUND-2\",\"out_trade_no\":\"ORDER-20261123-1\",\"status\":\"SUCCESS\"}",
        "{\"out_refund_no\":\"REFUND-1\",\"out_trade_no\":\"ORDER-20261123-2\",\"status\":\"SUCCESS\"}",
        "{\"out_refund_no\":\"REFUND-1\",\"status\":\"SUCCESS\"}",
        "{\"status\":\"SUCCESS\"}",
        "null",
        "[]",
        "<html>"
      })
  void refusesASignedAnswerAboutAnotherRefundOrOrder(String answer) {
    simulator.failNext(Fault.answer(200, answer.getBytes(StandardCharsets.UTF_8)).withSignature());

    assertThatExceptionOfType(UnusableAnswerException.class)
        .isThrownBy(() -> wechatPay.create(RefundsApi.class).apply(REQUEST));
  }
}
