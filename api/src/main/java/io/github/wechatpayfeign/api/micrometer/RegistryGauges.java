package io.github.wechatpayfeign.api.micrometer;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The gauges of all merchants of a registry; they follow its changes. */
final class RegistryGauges {

  private final WechatPayRegistry registry;
  private final MeterRegistry meters;
  private final Map<String, List<Meter>> shown = new HashMap<>();

  RegistryGauges(WechatPayRegistry registry, MeterRegistry meters) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.meters = meters;
  }

  void follow() {
    registry.onChange(this::update);
    update();
  }

  private synchronized void update() {
    Set<String> present = registry.mchids();
    Set<String> gone = new HashSet<>(shown.keySet());
    gone.removeAll(present);
    for (String mchid : gone) {
      Objects.requireNonNull(shown.remove(mchid)).forEach(meters::remove);
    }
    for (String mchid : present) {
      shown.computeIfAbsent(
          mchid, added -> MerchantGauges.register(meters, added, registry, r -> r.find(added)));
    }
  }
}
