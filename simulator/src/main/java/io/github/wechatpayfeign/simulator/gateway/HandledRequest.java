package io.github.wechatpayfeign.simulator.gateway;

import java.time.Instant;
import java.util.Objects;

/**
 * A request together with the answer that was chosen for it.
 *
 * @param sequence the number of the request in the order of the answers, counted from 1; it is not
 *     counted anew by a reset
 * @param at the time of the answer by the simulator's clock
 * @param request the request as it was received
 * @param status the HTTP status of the answer, or 0 if the connection was closed without one
 * @param code the error code of the answer, or empty if it has none
 * @param message the message of the answer, or empty if it has none
 * @param fault the fault that the request used up, or empty if there was none
 */
public record HandledRequest(
    long sequence,
    Instant at,
    ReceivedRequest request,
    int status,
    String code,
    String message,
    String fault) {

  /** Requires all members. */
  public HandledRequest {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(fault, "fault");
  }

  /**
   * Returns whether the request was carried out, or found what it asked for.
   *
   * @return whether the status is 200 to 299
   */
  public boolean isAccepted() {
    return status >= 200 && status < 300;
  }
}
