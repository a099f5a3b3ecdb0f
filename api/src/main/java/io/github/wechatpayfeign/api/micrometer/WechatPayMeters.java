package io.github.wechatpayfeign.api.micrometer;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.signing.KeyValidity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shows the state of a {@link WechatPay} as gauges with the label {@code mchid}, and asks the
 * gateway nothing:
 *
 * <ul>
 *   <li>{@code wechatpay.backup.preferred}: 1 while the backup domain is tried first, 0 else;
 *   <li>{@code wechatpay.merchant.key.age} and {@code wechatpay.merchant.key.expiry}: the time
 *       since the merchant API certificate began, and until it ends; NaN where only its serial was
 *       given;
 *   <li>{@code wechatpay.platform.key.expiry}: the time until the last key of WeChat Pay ends;
 *       infinite where there is a public key, which has no end, and NaN where there is no key yet.
 * </ul>
 *
 * <p>For a {@code WechatPayRegistry}, bind one for each merchant.
 */
public final class WechatPayMeters implements MeterBinder {

  private static final double FOREVER = Double.POSITIVE_INFINITY;

  private final WechatPay wechatPay;

  /** Creates the meters of one merchant. */
  public WechatPayMeters(WechatPay wechatPay) {
    this.wechatPay = Objects.requireNonNull(wechatPay, "wechatPay");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("wechatpay.backup.preferred", wechatPay, w -> w.prefersBackup() ? 1 : 0)
        .description("1 while the backup domain is tried before the main one")
        .tag("mchid", wechatPay.merchant().mchid())
        .register(registry);
    seconds(
        registry,
        "wechatpay.merchant.key.age",
        "Time since the merchant API certificate began",
        w -> secondsBetween(w.merchant().keyValidity().from(), now(registry)));
    seconds(
        registry,
        "wechatpay.merchant.key.expiry",
        "Time until the merchant API certificate ends",
        w -> secondsBetween(now(registry), w.merchant().keyValidity().until()));
    seconds(
        registry,
        "wechatpay.platform.key.expiry",
        "Time until the last key of WeChat Pay ends",
        w -> platformExpiry(w.wechatPayKeys(), now(registry)));
  }

  private void seconds(
      MeterRegistry registry, String name, String description, ToDoubleFunction<WechatPay> value) {
    TimeGauge.builder(name, wechatPay, TimeUnit.SECONDS, value)
        .description(description)
        .tag("mchid", wechatPay.merchant().mchid())
        .register(registry);
  }

  private static double platformExpiry(List<KeyValidity> keys, Instant now) {
    if (keys.stream().anyMatch(key -> key.until() == null)) {
      return FOREVER;
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

  private static Instant now(MeterRegistry registry) {
    return Instant.ofEpochMilli(registry.config().clock().wallTime());
  }
}
