package io.github.wechatpayfeign.simulator.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is stored in few bytes comes back whole. */
class HistoryTest {
  private static final OrderId ORDER = new OrderId(Owner.merchant("1900000001"), "ORDER-0001");
  private static final OrderId OTHER = new OrderId(Owner.merchant("1900000001"), "ORDER-0002");

  @ParameterizedTest
  @EnumSource
  void returnsEachChangeAsItWas(OrderState state) {
    StateChange first = new StateChange(1, Instant.EPOCH.minusNanos(1), state);
    StateChange second =
        new StateChange(Long.MAX_VALUE, Instant.MAX.minusNanos(7), OrderState.UNPAID);

    History one = History.of(first);
    History two = one.and(second);

    assertThat(one).containsExactly(first);
    assertThat(two).containsExactly(first, second);
    assertThatThrownBy(() -> two.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void findsAnOrderByItsNumberUntilItIsForgotten() {
    TransactionNumbers numbers = new TransactionNumbers(new RandomText(new SecureRandom()));
    String first = numbers.text(numbers.next(ORDER));
    String second = numbers.text(numbers.next(OTHER));

    assertThat(first).matches("42[0-9]{26}").isNotEqualTo(second);
    assertThat(numbers.find(first)).isSameAs(ORDER);
    assertThat(numbers.find(second)).isSameAs(OTHER);
    assertThat(numbers.find(numbers.text(0))).isNull();
    assertThat(numbers.find(numbers.text(3))).isNull();
    assertThat(numbers.find("43" + first.substring(2))).isNull();
    assertThat(numbers.find(first + "0")).isNull();
    assertThat(numbers.find(first.substring(0, 27) + "x")).isNull();

    numbers.clear();

    assertThat(numbers.find(first)).isNull();
    String third = numbers.text(numbers.next(OTHER));
    assertThat(third).isNotIn(first, second);
    assertThat(numbers.find(third)).isSameAs(OTHER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"b\":{\"c\":[1,2],\"d\":\"x\"}}; {\"b\":{\"d\":\"x\",\"c\":[1,2]},\"a\":1}; true",
        "{\"a\":1}; {\"a\":\"1\"}; false",
        "{\"a\":1}; {\"a\":1.0}; false",
        "{\"a\":[1,2]}; {\"a\":[2,1]}; false",
        "{\"a\":null}; {}; false",
        "{\"a\":\"订单\"}; {\"a\":\"\\u8ba2\\u5355\"}; true"
      })
  void digestsEqualBodiesEqually(String one, String other, boolean equal) throws Exception {
    JsonMapper json = new JsonMapper();
    BodyDigest first = BodyDigest.of((ObjectNode) json.readTree(one));
    BodyDigest second = BodyDigest.of((ObjectNode) json.readTree(other));

    assertThat(first.equals(second)).isEqualTo(equal);
  }

  @Test
  void sharesEqualValuesUpToAThousand() {
    SharedValues shared = new SharedValues();
    OrderId first = shared.one(numbered(0));
    for (int i = 1; i < 1000; i++) {
      assertThat(shared.one(numbered(i))).isEqualTo(numbered(i));
    }

    assertThat(shared.one(numbered(0))).isSameAs(first);
    OrderId oneMore = shared.one(numbered(1000));
    assertThat(shared.one(numbered(1000))).isEqualTo(oneMore).isNotSameAs(oneMore);
  }

  private static OrderId numbered(int number) {
    return new OrderId(Owner.merchant("1900000001"), "ORDER-" + number);
  }
}
