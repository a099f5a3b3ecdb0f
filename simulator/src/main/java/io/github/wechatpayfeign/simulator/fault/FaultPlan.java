package io.github.wechatpayfeign.simulator.fault;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import java.util.Optional;

/**
 * Decides for each request which fault strikes. The simulator calls it from many threads at the
 * same time.
 */
@FunctionalInterface
public interface FaultPlan {
  /**
   * Chooses the fault for a request.
   *
   * @param request the request as received, not yet checked
   * @return the fault, or empty to serve the request normally
   */
  Optional<Fault> faultFor(ReceivedRequest request);
}
