package io.github.wechatpayfeign.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The orders of the merchant; every change of one order is atomic. */
final class OrderBook {
  private static final Pattern OUT_TRADE_NO = Pattern.compile("[0-9A-Za-z_\\-|*]{6,32}");

  private final ConcurrentHashMap<String, OrderState> orders = new ConcurrentHashMap<>();

  static boolean isLegal(String outTradeNo) {
    return OUT_TRADE_NO.matcher(outTradeNo).matches();
  }

  void create(String outTradeNo) {
    if (!isLegal(outTradeNo)) {
      throw new IllegalArgumentException(
          "outTradeNo \"%s\" is illegal; give 6 to 32 of 0-9 A-Z a-z _ - | *"
              .formatted(outTradeNo));
    }
    if (orders.putIfAbsent(outTradeNo, OrderState.UNPAID) != null) {
      throw new IllegalStateException(
          "order %s exists already; give another number".formatted(outTradeNo));
    }
  }

  void pay(String outTradeNo) {
    if (!orders.replace(outTradeNo, OrderState.UNPAID, OrderState.PAID)) {
      OrderState state = orders.get(outTradeNo);
      throw new IllegalStateException(
          "order %s is %s; only an UNPAID order can be paid"
              .formatted(outTradeNo, state == null ? "unknown" : state));
    }
  }

  /** Closes an unpaid order and tells the state after that; null means that there is no order. */
  @Nullable OrderState close(String outTradeNo) {
    orders.replace(outTradeNo, OrderState.UNPAID, OrderState.CLOSED);
    return orders.get(outTradeNo);
  }

  @Nullable OrderState state(String outTradeNo) {
    return orders.get(outTradeNo);
  }

  Map<String, OrderState> snapshot() {
    return Map.copyOf(orders);
  }
}
