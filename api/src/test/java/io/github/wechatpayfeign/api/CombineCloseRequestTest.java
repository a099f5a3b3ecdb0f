package io.github.wechatpayfeign.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.wechatpayfeign.api.CombineCloseRequest.SubOrder;
import io.github.wechatpayfeign.api.internal.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The close of a combined order checks its numbers and names every sub-order once. */
class CombineCloseRequestTest {

  @Test
  void isWrittenWithTheNamesOfApiv3AndWithoutNulls() throws JsonProcessingException {
    CombineCloseRequest request =
        new CombineCloseRequest(
            "wxd678efh567hg6787",
            List.of(
                new SubOrder("1900000109", "20150806125346"),
                new SubOrder("1900000109", "20150806125347", "1900007XXX", "wxd678efh567hg6999")));

    assertThat(Json.newMapper().writeValueAsString(request))
        .isEqualTo(
            "{\"combine_appid\":\"wxd678efh567hg6787\",\"sub_orders\":["
                + "{\"mchid\":\"1900000109\",\"out_trade_no\":\"20150806125346\"},"
                + "{\"mchid\":\"1900000109\",\"out_trade_no\":\"20150806125347\","
                + "\"sub_mchid\":\"1900007XXX\",\"sub_appid\":\"wxd678efh567hg6999\"}]}");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50})
  void holdsOneToFiftySubOrders(int count) {
    assertThat(new CombineCloseRequest("wx1", subOrders(count)).subOrders()).hasSize(count);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 51})
  void refusesAnyOtherNumberOfSubOrders(int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CombineCloseRequest("wx1", subOrders(count)))
        .withMessage("A combined order must have 1 to 50 sub_orders, but has " + count);
  }

  @Test
  void refusesASubOrderThatIsNamedTwice() {
    SubOrder subOrder = new SubOrder("1900000109", "20150806125346");
    SubOrder again = new SubOrder("1900000109", "20150806125346", null, "wx2");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CombineCloseRequest("wx1", List.of(subOrder, again)))
        .withMessage("The sub_orders name 20150806125346 twice");
  }

  @Test
  void refusesNumbersThatBreakTheirRules() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CombineCloseRequest(" ", subOrders(1)))
        .withMessage("The combine_appid must be neither null nor blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SubOrder("", "20150806125346"))
        .withMessageStartingWith("The mchid must be 1 to 32 letters, digits, _ or -");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SubOrder("1900000109", "a/../b"))
        .withMessageStartingWith("The out_trade_no must be 6 to 32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SubOrder("1900000109", "20150806125346", " ", null))
        .withMessageStartingWith("The sub_mchid must be 1 to 32 letters, digits, _ or -");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartnerCloseOrderRequest("1900000109", ""))
        .withMessage("The sub_mchid must be 1 to 32 letters, digits, _ or -, but is \"\"");
  }

  private static List<SubOrder> subOrders(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new SubOrder("1900000109", "ORDER-" + i))
        .toList();
  }
}
