package io.github.wechatpayfeign.simulator.internal.traffic;

import io.github.wechatpayfeign.simulator.fault.Fault;
import java.util.List;

/** Faults for one request after another; the last one stays. */
final class FaultSequence {
  private final List<Fault> faults;
  private int struck;

  FaultSequence(List<Fault> faults) {
    this.faults = List.copyOf(faults);
  }

  synchronized Fault next() {
    Fault fault = faults.get(struck);
    if (struck < faults.size() - 1) {
      struck++;
    }
    return fault;
  }

  synchronized List<Fault> waiting() {
    return faults.subList(struck, faults.size());
  }
}
