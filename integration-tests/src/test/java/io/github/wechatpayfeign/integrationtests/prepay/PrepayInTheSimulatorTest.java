package io.github.wechatpayfeign.integrationtests.prepay;

import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.APPID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.IP;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.OPENID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.SUB_APPID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.SUB_MCHID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.prepay.CombineOrder;
import io.github.wechatpayfeign.api.prepay.CombinePrepay;
import io.github.wechatpayfeign.api.prepay.CombineSubOrder;
import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.api.prepay.PrepayOrder;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.InvalidRequestException;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator takes what the client sends, and holds the orders that the client placed. */
class PrepayInTheSimulatorTest {

  private final WechatPaySimulator simulator = WechatPaySimulator.builder().strictAll().start();
  private final WechatPay wechatPay =
      SimulatedGateway.builder(simulator, SimulatedGateway.merchantOf(simulator))
          .retryPolicy(RetryPolicy.standard().withMaxAttempts(3))
          .build();

  @AfterEach
  void stop() {
    wechatPay.close();
    simulator.close();
  }

  @Test
  void placesTheFourKindsOfAMerchant() {
    Prepay prepay = Prepay.of(wechatPay, APPID);

    String prepayId = prepay.jsapi(order("ORDER-1"), OPENID).packageValue();
    assertThat(simulator.book().credential("ORDER-1").map(id -> "prepay_id=" + id))
        .contains(prepayId);
    assertThat(simulator.book().credential("ORDER-2")).isEmpty();
    assertThat(prepay.app(order("ORDER-2")).prepayId())
        .isEqualTo(simulator.book().credential("ORDER-2").orElseThrow());
    assertThat(prepay.h5(order("ORDER-3"), IP).value())
        .isEqualTo(simulator.book().credential("ORDER-3").orElseThrow());
    assertThat(prepay.nativePay(order("ORDER-4")).value())
        .isEqualTo(simulator.book().credential("ORDER-4").orElseThrow());
    assertThat(simulator.orders()).hasSize(4).containsValue(OrderState.UNPAID);
  }

  @Test
  void placesTheFourKindsOfAServiceProvider() {
    Prepay prepay = Prepay.ofSubMerchant(wechatPay, APPID, SUB_MCHID, SUB_APPID);

    prepay.jsapi(order("ORDER-1"), OPENID);
    prepay.app(order("ORDER-2"));
    prepay.h5(order("ORDER-3"), IP);
    prepay.nativePay(order("ORDER-4"));

    OrderBook book = simulator.book().ofSubMerchant(SUB_MCHID);
    assertThat(book.states()).hasSize(4);
    assertThat(simulator.orders()).isEmpty();
  }

  @Test
  void placesTheFourKindsOfACombine() {
    CombinePrepay prepay = CombinePrepay.of(wechatPay, APPID);

    prepay.jsapi(combine(1), OPENID);
    prepay.app(combine(2));
    prepay.h5(combine(3), IP);
    prepay.nativePay(combine(4));

    assertThat(simulator.orders()).hasSize(4);
    assertThat(simulator.book("1900000222").states()).hasSize(4);
    simulator.pay("ORDER-1-A");
    assertThat(simulator.book("1900000222").state("ORDER-1-B")).contains(OrderState.PAID);
  }

  @Test
  void placesAnOrderOnceThoughTheAnswerIsLost() {
    simulator.failNext(Fault.drop(Moment.AFTER_APPLYING));

    assertThat(Prepay.of(wechatPay, APPID).nativePay(order("ORDER-1")).value())
        .isEqualTo(simulator.book().credential("ORDER-1").orElseThrow());
    assertThat(simulator.history("ORDER-1")).hasSize(1);
    assertThat(simulator.requestCount()).isEqualTo(2);
  }

  @Test
  void learnsThatANumberIsUsedForAnotherOrder() {
    Prepay prepay = Prepay.of(wechatPay, APPID);
    prepay.nativePay(order("ORDER-1"));

    assertThatThrownBy(() -> prepay.app(order("ORDER-1")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("201 商户订单号重复");
  }

  private static PrepayOrder order(String outTradeNo) {
    return PrepayOrder.builder(outTradeNo)
        .description("一杯茶")
        .total(100)
        .notifyUrl("https://shop.example.com/notices")
        .build();
  }

  private CombineOrder combine(int number) {
    String start = "ORDER-" + number;
    return CombineOrder.builder("COMBINE-" + number)
        .subOrder(new CombineSubOrder(simulator.mchid(), start + "-A", "t", "一杯茶", 100))
        .subOrder(new CombineSubOrder("1900000222", start + "-B", "c", "蛋糕", 250))
        .notifyUrl("https://shop.example.com/notices")
        .build();
  }
}
