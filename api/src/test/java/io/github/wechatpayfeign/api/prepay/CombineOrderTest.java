package io.github.wechatpayfeign.api.prepay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A combined order has as many sub-orders as WeChat Pay takes, and each of them once. */
class CombineOrderTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 10})
  void hasTwoToTenSubOrdersOfMerchants(int count) {
    assertThat(ofMerchants(count).build().subOrders()).hasSize(count);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11})
  void refusesAnyOtherNumberOfSubOrdersOfMerchants(int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofMerchants(count).build())
        .withMessage(
            "A combined order without sub-merchants must have 2 to 10 sub_orders, but has "
                + count);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50})
  void hasOneToFiftySubOrdersOfSubMerchants(int count) {
    assertThat(ofSubMerchants(count).build().subOrders()).hasSize(count);
  }

  @Test
  void refusesFiftyOneSubOrdersOfSubMerchants() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofSubMerchants(51).build())
        .withMessage(
            "A combined order of a service provider must have 1 to 50 sub_orders, but has 51");
  }

  @Test
  void refusesASubOrderThatIsNamedTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofMerchants(2).subOrder(subOrder(1)).build())
        .withMessage("The sub_orders name ORDER-1 twice");
  }

  @Test
  void refusesValuesThatBreakTheirRules() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CombineOrder.builder("C"))
        .withMessageStartingWith("The combine_out_trade_no must be 2 to 32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CombineSubOrder("1900000109", "ORDER-1", "", "tea", 1))
        .withMessage("The attach of a sub-order must be 1 to 128 characters, but is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CombineSubOrder("1900000109", "ORDER-1", "tea", "tea", 0))
        .withMessage("The total_amount must be at least 1 fen, but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CombineSubOrder.Amount(1, "USD"))
        .withMessage("The currency must be CNY");
    assertThatIllegalArgumentException().isThrownBy(() -> subOrder(1).withSubMchid(""));
    assertThatIllegalStateException()
        .isThrownBy(() -> CombineOrder.builder("COMBINE-1").build())
        .withMessage("An order needs notifyUrl(...)");
  }

  @Test
  void showsNumbersAndPrices() {
    assertThat(Orders.teaAndCake().build())
        .hasToString(
            "CombineOrder[COMBINE-20261130-1, [CombineSubOrder[1900000109, ORDER-20261130-1,"
                + " Amount[totalAmount=100, currency=CNY]], CombineSubOrder[1900000222,"
                + " ORDER-20261130-2, Amount[totalAmount=250, currency=CNY]]], timeExpire=null]");
  }

  private static CombineOrderBuilder ofMerchants(int count) {
    CombineOrderBuilder order = CombineOrder.builder("COMBINE-1").notifyUrl(Orders.NOTIFY_URL);
    IntStream.range(0, count).forEach(i -> order.subOrder(subOrder(i)));
    return order;
  }

  private static CombineOrderBuilder ofSubMerchants(int count) {
    CombineOrderBuilder order = CombineOrder.builder("COMBINE-1").notifyUrl(Orders.NOTIFY_URL);
    IntStream.range(0, count).forEach(i -> order.subOrder(subOrder(i).withSubMchid("1900007001")));
    return order;
  }

  private static CombineSubOrder subOrder(int number) {
    return new CombineSubOrder("1900000109", "ORDER-" + number, "tea", "一杯茶", 100);
  }
}
