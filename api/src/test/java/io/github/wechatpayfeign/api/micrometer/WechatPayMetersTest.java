package io.github.wechatpayfeign.api.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.MerchantsOfSimulator;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The state of merchants as gauges, without any request. */
class WechatPayMetersTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void showsStateWithoutACall() {
    try (WechatPay wechatPay = WechatPay.builder(MerchantsOfSimulator.of(SIMULATOR)).build()) {
      new WechatPayMeters(wechatPay).bindTo(meters);

      assertThat(gauges())
          .containsEntry("wechatpay.backup.preferred", 0.0)
          .containsEntry("wechatpay.merchant.key.age", Double.NaN)
          .containsEntry("wechatpay.merchant.key.expiry", Double.NaN)
          .containsEntry("wechatpay.platform.key.expiry", Double.POSITIVE_INFINITY);
      assertThat(SIMULATOR.requests()).isEmpty();
    }
  }

  @Test
  void showsTheStateOfMerchantsThatComeAndGo() {
    Merchant first = MerchantsOfSimulator.of(SIMULATOR);
    try (WechatPayRegistry registry =
        WechatPayRegistry.builder().baseUrl(SIMULATOR.baseUrl()).build()) {
      registry.put(first);
      WechatPayMeters.of(registry).bindTo(meters);
      assertThat(merchantsOf("wechatpay.platform.key.expiry")).containsExactly(first.mchid());

      registry.put(other());
      assertThat(merchantsOf("wechatpay.platform.key.expiry"))
          .containsExactlyInAnyOrder(first.mchid(), "1900000222");

      // In place of one that nobody else holds.
      registry.put(first);
      assertThat(meters.get("wechatpay.platform.key.expiry").tag("mchid", first.mchid()).gauge())
          .satisfies(gauge -> assertThat(gauge.value()).isEqualTo(Double.POSITIVE_INFINITY));

      assertThat(registry.remove(first.mchid())).isTrue();
      assertThat(meters.getMeters())
          .hasSize(4)
          .allSatisfy(meter -> assertThat(meter.getId().getTag("mchid")).isEqualTo("1900000222"));
    }
  }

  private static Merchant other() {
    return MerchantsOfSimulator.of(SIMULATOR, SIMULATOR.addMerchant("1900000222"));
  }

  private List<String> merchantsOf(String gauge) {
    return meters.find(gauge).gauges().stream()
        .map(each -> String.valueOf(each.getId().getTag("mchid")))
        .toList();
  }

  private Map<String, Double> gauges() {
    return meters.getMeters().stream()
        .collect(
            Collectors.toMap(
                meter -> meter.getId().getName(),
                meter -> meter.measure().iterator().next().getValue()));
  }
}
