package io.github.wechatpayfeign.simulator.internal.traffic;

import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.FaultPlan;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Provides the fault for each request: first the queued ones, then those of the plan. */
public final class FaultSource {
  private static final FaultPlan NONE = request -> Optional.empty();

  private final Queue<Fault> queue = new ConcurrentLinkedQueue<>();
  private volatile FaultPlan plan = NONE;

  public void queue(List<Fault> faults) {
    queue.addAll(faults);
  }

  public void follow(FaultPlan newPlan) {
    plan = Objects.requireNonNull(newPlan, "plan");
  }

  public void clear() {
    queue.clear();
    plan = NONE;
  }

  Optional<Fault> faultFor(ReceivedRequest request) {
    Fault queued = queue.poll();
    return queued == null ? plan.faultFor(request) : Optional.of(queued);
  }
}
