package io.github.wechatpayfeign.api.micrometer;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.merchant.KeyValidity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of one merchant. A meter registry holds the owner weakly and asks it for the {@link
 * WechatPay} each time, so the gauges follow a merchant that is replaced.
 *
 * @param <T> the owner, in which the {@code WechatPay} is found
 */
final class MerchantGauges<T> {

  private final MeterRegistry meters;
  private final String mchid;
  private final T owner;
  private final Function<T, Optional<WechatPay>> find;

  private MerchantGauges(
      MeterRegistry meters, String mchid, T owner, Function<T, Optional<WechatPay>> find) {
    this.meters = meters;
    this.mchid = mchid;
    this.owner = owner;
    this.find = find;
  }

  /** Registers the gauges and returns them. */
  static <T> List<Meter> register(
      MeterRegistry meters, String mchid, T owner, Function<T, Optional<WechatPay>> find) {
    MerchantGauges<T> gauges = new MerchantGauges<>(meters, mchid, owner, find);
    return List.of(
        gauges.backup(),
        gauges.seconds(
            "wechatpay.merchant.key.age",
            "Time since the merchant API certificate began",
            w -> secondsBetween(w.merchant().keyValidity().from(), gauges.now())),
        gauges.seconds(
            "wechatpay.merchant.key.expiry",
            "Time until the merchant API certificate ends",
            w -> secondsBetween(gauges.now(), w.merchant().keyValidity().until())),
        gauges.seconds(
            "wechatpay.platform.key.expiry",
            "Time until the last key of WeChat Pay ends",
            w -> platformExpiry(w.wechatPayKeys(), gauges.now())));
  }

  private Meter backup() {
    return Gauge.builder("wechatpay.backup.preferred", owner, value(w -> w.prefersBackup() ? 1 : 0))
        .description("1 while the backup domain is tried before the main one")
        .tag("mchid", mchid)
        .register(meters);
  }

  private Meter seconds(String name, String description, ToDoubleFunction<WechatPay> value) {
    return TimeGauge.builder(name, owner, TimeUnit.SECONDS, value(value))
        .description(description)
        .tag("mchid", mchid)
        .register(meters);
  }

  private ToDoubleFunction<T> value(ToDoubleFunction<WechatPay> value) {
    return from -> find.apply(from).map(value::applyAsDouble).orElse(Double.NaN);
  }

  private static double platformExpiry(List<KeyValidity> keys, Instant now) {
    if (keys.stream().anyMatch(key -> key.until() == null)) {
      return Double.POSITIVE_INFINITY;
    }
    return keys.stream()
        .map(KeyValidity::until)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(last -> secondsBetween(now, last))
        .orElse(Double.NaN);
  }

  private static double secondsBetween(@Nullable Instant from, @Nullable Instant until) {
    return from == null || until == null
        ? Double.NaN
        : (until.toEpochMilli() - from.toEpochMilli()) / 1000.0;
  }

  private Instant now() {
    return Instant.ofEpochMilli(meters.config().clock().wallTime());
  }
}
