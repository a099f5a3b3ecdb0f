package io.github.wechatpayfeign.simulator;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Provides the fault for each request: first the queued ones, then those of the plan. */
final class FaultSource {
  private static final FaultPlan NONE = request -> Optional.empty();

  private final Queue<Fault> queue = new ConcurrentLinkedQueue<>();
  private volatile FaultPlan plan = NONE;

  void queue(List<Fault> faults) {
    queue.addAll(faults);
  }

  void follow(FaultPlan newPlan) {
    plan = Objects.requireNonNull(newPlan, "plan");
  }

  void clear() {
    queue.clear();
    plan = NONE;
  }

  Optional<Fault> faultFor(ReceivedRequest request) {
    Fault queued = queue.poll();
    return queued == null ? plan.faultFor(request) : Optional.of(queued);
  }
}
