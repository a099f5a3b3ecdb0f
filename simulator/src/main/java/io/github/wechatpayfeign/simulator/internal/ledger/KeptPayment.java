package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment as a file keeps it. The names of the members are those of the file, so a change here
 * needs a new version of its format.
 */
public record KeptPayment(
    @Nullable KeptCombine combine,
    @Nullable KeptPlacement placement,
    @Nullable String credential,
    List<KeptOrder> orders,
    List<KeptAppointment> scheduled) {

  private static final HexFormat HEX = HexFormat.of();
  private static final int DIGEST_DIGITS = 16;

  /** The combine of a payment. */
  record KeptCombine(String mchid, String combineOutTradeNo, String appid) {
    KeptCombine {
      Objects.requireNonNull(mchid, "mchid");
      Objects.requireNonNull(combineOutTradeNo, "combineOutTradeNo");
      Objects.requireNonNull(appid, "appid");
    }

    static KeptCombine of(CombineName name) {
      return new KeptCombine(name.id().owner().mchid(), name.id().number(), name.appid());
    }

    CombineName name() {
      return new CombineName(new OrderId(Owner.merchant(mchid), combineOutTradeNo), appid);
    }
  }

  /** The request that placed a payment. */
  record KeptPlacement(
      PrepayKind kind, String bodyDigest, @Nullable String notifyUrl, @Nullable String timeExpire) {
    KeptPlacement {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(bodyDigest, "bodyDigest");
    }

    static KeptPlacement of(Placement placement) {
      return new KeptPlacement(
          placement.kind(),
          HEX.toHexDigits(placement.body().first()) + HEX.toHexDigits(placement.body().second()),
          placement.notifyUrl().orElse(null),
          placement.timeExpire().map(Instant::toString).orElse(null));
    }

    Placement placement() {
      return new Placement(
          kind,
          new BodyDigest(
              HexFormat.fromHexDigitsToLong(bodyDigest, 0, DIGEST_DIGITS),
              HexFormat.fromHexDigitsToLong(bodyDigest, DIGEST_DIGITS, 2 * DIGEST_DIGITS)),
          Optional.ofNullable(notifyUrl),
          Optional.ofNullable(timeExpire).map(Instant::parse));
    }
  }

  /**
   * A change that waits for a request.
   *
   * @param order the position of its order in the payment
   */
  record KeptAppointment(int order, OrderState state, Step step, int nth) {}

  public KeptPayment {
    if (orders.isEmpty()) {
      throw new IllegalArgumentException("A payment has an order");
    }
    orders = List.copyOf(orders);
    scheduled = orEmpty(scheduled);
  }

  /** Lists without elements are not in the file. */
  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  @Override
  public String toString() {
    return "KeptPayment" + orders;
  }
}
