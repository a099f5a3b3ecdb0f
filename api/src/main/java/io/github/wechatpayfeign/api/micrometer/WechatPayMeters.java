package io.github.wechatpayfeign.api.micrometer;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.Optional;

/**
 * Shows the state of a {@link WechatPay} as gauges with the label {@code mchid}. It sends nothing
 * to the gateway:
 *
 * <ul>
 *   <li>{@code wechatpay.backup.preferred}: 1 while the backup domain is tried first, 0 otherwise;
 *   <li>{@code wechatpay.merchant.key.age} and {@code wechatpay.merchant.key.expiry}: the time
 *       since the merchant API certificate became valid, and until it expires; NaN if only its
 *       serial was set;
 *   <li>{@code wechatpay.platform.key.expiry}: the time until the last key of WeChat Pay expires;
 *       infinite for a public key, which does not expire, and NaN if there is no key yet.
 * </ul>
 */
public final class WechatPayMeters implements MeterBinder {

  private final WechatPay wechatPay;

  /** Creates the meters of one merchant. */
  public WechatPayMeters(WechatPay wechatPay) {
    this.wechatPay = Objects.requireNonNull(wechatPay, "wechatPay");
  }

  /**
   * Returns the meters of all merchants of a registry. They follow its changes: a merchant that is
   * added later has gauges too, and the gauges of a removed merchant are removed.
   */
  public static MeterBinder of(WechatPayRegistry registry) {
    return meters -> new RegistryGauges(registry, meters).follow();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    var unused =
        MerchantGauges.register(registry, wechatPay.merchant().mchid(), wechatPay, Optional::of);
  }
}
