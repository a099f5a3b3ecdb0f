package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.wechatpayfeign.api.internal.Json;

/** Orders to place. */
final class Orders {

  static final String NOTIFY_URL = "https://shop.example.com/wechatpay/notices";

  private Orders() {}

  static PrepayOrderBuilder tea() {
    return PrepayOrder.builder("ORDER-20261130-1")
        .description("一杯茶")
        .total(100)
        .notifyUrl(NOTIFY_URL);
  }

  static CombineOrderBuilder teaAndCake() {
    return CombineOrder.builder("COMBINE-20261130-1")
        .subOrder(new CombineSubOrder("1900000109", "ORDER-20261130-1", "tea", "一杯茶", 100))
        .subOrder(new CombineSubOrder("1900000222", "ORDER-20261130-2", "cake", "蛋糕", 250))
        .notifyUrl(NOTIFY_URL);
  }

  static String json(Object body) {
    try {
      return Json.MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
