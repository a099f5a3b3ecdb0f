package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The faults that were given as options. Those without an order go to the simulator at once; those
 * with one are chosen request by request, on the threads of the simulator. Thread-safe.
 */
final class FaultOptions {

  private static final String EVERY_ORDER = "*";

  private final List<Fault> next = new ArrayList<>();
  private final Map<String, Sequence> byOrder = new HashMap<>();

  FaultOptions(List<FaultOption> options) {
    for (FaultOption option : options) {
      if (option.order() != null) {
        byOrder
            .computeIfAbsent(option.order(), order -> new Sequence())
            .faults
            .add(Optional.ofNullable(option.fault()));
      } else if (option.fault() != null) {
        next.add(option.fault());
      }
    }
  }

  void applyTo(WechatPaySimulator simulator) {
    simulator.failNext(next.toArray(Fault[]::new));
    simulator.failWhen(this::strike);
  }

  private Optional<Fault> strike(ReceivedRequest request) {
    @Nullable Sequence ofOrder = request.outTradeNo().map(byOrder::get).orElse(null);
    @Nullable Sequence sequence = ofOrder == null ? byOrder.get(EVERY_ORDER) : ofOrder;
    return sequence == null ? Optional.empty() : sequence.next();
  }

  /** Faults for one request after another; the last one is repeated. */
  private static final class Sequence {

    private final List<Optional<Fault>> faults = new ArrayList<>();
    private int struck;

    synchronized Optional<Fault> next() {
      Optional<Fault> fault = faults.get(Math.min(struck, faults.size() - 1));
      struck++;
      return Objects.requireNonNull(fault);
    }
  }
}
