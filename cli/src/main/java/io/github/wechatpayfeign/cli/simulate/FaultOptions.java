package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults that were given as options: those of the next requests, of one order, or of all. */
final class FaultOptions {

  private static final String EVERY_ORDER = "*";

  private final List<Fault> next = new ArrayList<>();
  private final Map<String, List<Fault>> byOrder = new LinkedHashMap<>();

  FaultOptions(List<FaultOption> options) {
    for (FaultOption option : options) {
      if (option.order() != null) {
        Fault fault = option.fault();
        byOrder
            .computeIfAbsent(option.order(), order -> new ArrayList<>())
            .add(fault == null ? Fault.none() : fault);
      } else if (option.fault() != null) {
        next.add(option.fault());
      }
    }
  }

  void applyTo(WechatPaySimulator simulator) {
    simulator.failNext(next.toArray(Fault[]::new));
    byOrder.forEach(
        (order, faults) -> {
          Fault[] sequence = faults.toArray(Fault[]::new);
          if (order.equals(EVERY_ORDER)) {
            simulator.failPath(EVERY_ORDER, sequence);
          } else {
            simulator.failOrder(order, sequence);
          }
        });
  }
}
