package io.github.wechatpayfeign.simulator.internal.traffic;

import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.FaultPlan;
import io.github.wechatpayfeign.simulator.fault.NoFault;
import io.github.wechatpayfeign.simulator.fault.WaitingFaults;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Provides the fault for each request: first the queued ones, then those of its order, then those
 * of its path, then those of the plan.
 */
public final class FaultSource {
  private static final FaultPlan NONE = request -> Optional.empty();

  private final Queue<Fault> queue = new ConcurrentLinkedQueue<>();
  private final Map<String, FaultSequence> byOrder = new ConcurrentHashMap<>();
  private final Map<PathPattern, FaultSequence> byPath = new ConcurrentSkipListMap<>();
  private volatile FaultPlan plan = NONE;

  public void queue(List<Fault> faults) {
    queue.addAll(faults);
  }

  /** Replaces the faults of an order; an empty list removes them. */
  public void ofOrder(String outTradeNo, List<Fault> faults) {
    put(byOrder, outTradeNo, faults);
  }

  /** Replaces the faults of a pattern of paths; an empty list removes them. */
  public void ofPath(String pattern, List<Fault> faults) {
    put(byPath, new PathPattern(pattern), faults);
  }

  private static <K> void put(Map<K, FaultSequence> sequences, K key, List<Fault> faults) {
    if (faults.isEmpty()) {
      sequences.remove(key);
    } else {
      sequences.put(key, new FaultSequence(faults));
    }
  }

  public void follow(FaultPlan newPlan) {
    plan = Objects.requireNonNull(newPlan, "plan");
  }

  public void clear() {
    queue.clear();
    byOrder.clear();
    byPath.clear();
    plan = NONE;
  }

  public WaitingFaults waiting() {
    Map<String, List<Fault>> orders = new LinkedHashMap<>();
    byOrder.forEach((number, sequence) -> orders.put(number, sequence.waiting()));
    Map<String, List<Fault>> paths = new LinkedHashMap<>();
    byPath.forEach((pattern, sequence) -> paths.put(pattern.text(), sequence.waiting()));
    return new WaitingFaults(List.copyOf(queue), orders, paths);
  }

  Optional<Fault> faultFor(ReceivedRequest request) {
    Fault fault = queue.poll();
    if (fault == null) {
      FaultSequence sequence = sequenceFor(request);
      fault = sequence == null ? plan.faultFor(request).orElse(null) : sequence.next();
    }
    return Optional.ofNullable(fault).filter(one -> !(one instanceof NoFault));
  }

  private @Nullable FaultSequence sequenceFor(ReceivedRequest request) {
    FaultSequence ofOrder =
        byOrder.isEmpty() ? null : request.outTradeNo().map(byOrder::get).orElse(null);
    if (ofOrder != null) {
      return ofOrder;
    }
    String path = request.path();
    for (Map.Entry<PathPattern, FaultSequence> entry : byPath.entrySet()) {
      if (entry.getKey().fits(path)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
