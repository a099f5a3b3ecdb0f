package io.github.wechatpayfeign.simulator.fault;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The faults that wait for requests, without the plan that decides by itself.
 *
 * @param next the faults of the next requests, whatever these are
 * @param byOrder the faults of requests about an order, by the order's number; the last one of each
 *     list stays
 * @param byPath the faults of requests to a path, by its pattern, in the order in which patterns
 *     are tried; the last one of each list stays
 */
public record WaitingFaults(
    List<Fault> next, Map<String, List<Fault>> byOrder, Map<String, List<Fault>> byPath) {

  /** Copies the lists and the maps. */
  public WaitingFaults {
    next = List.copyOf(next);
    byOrder = Collections.unmodifiableMap(new LinkedHashMap<>(byOrder));
    byPath = Collections.unmodifiableMap(new LinkedHashMap<>(byPath));
  }
}
