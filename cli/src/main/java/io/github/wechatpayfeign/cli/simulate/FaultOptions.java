package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.simulator.Fault;
import io.github.wechatpayfeign.simulator.ReceivedRequest;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults that a simulator is told by options. */
final class FaultOptions {

  private static final String EVERY_REQUEST = "*";

  private final List<Fault> next = new ArrayList<>();
  private final Map<String, Fault> byOrder = new HashMap<>();

  private FaultOptions() {}

  /**
   * Reads options of the form {@code FAULT} or {@code NUMBER=FAULT}.
   *
   * @throws IllegalArgumentException if one is not of this form
   */
  static FaultOptions parse(List<String> options) {
    FaultOptions faults = new FaultOptions();
    for (String option : options) {
      int end = option.indexOf('=');
      Fault fault = FaultOption.parse(option.substring(end + 1));
      if (end < 0) {
        faults.next.add(fault);
      } else {
        faults.byOrder.put(option.substring(0, end), fault);
      }
    }
    return faults;
  }

  void applyTo(WechatPaySimulator simulator) {
    simulator.failNext(next.toArray(Fault[]::new));
    simulator.failWhen(this::strike);
  }

  private Optional<Fault> strike(ReceivedRequest request) {
    return request
        .outTradeNo()
        .map(byOrder::get)
        .or(() -> Optional.ofNullable(byOrder.get(EVERY_REQUEST)));
  }
}
