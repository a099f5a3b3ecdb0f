package io.github.wechatpayfeign.simulator.fault;

import java.util.Objects;

/**
 * A fault that answers with an unsigned body of the given size: {@link Fault#oversized}.
 *
 * @param status the HTTP status, 200 to 599, which allows a body
 * @param bytes the size of the body in bytes, at least 1
 * @param moment when to answer
 */
public record OversizedAnswer(int status, long bytes, Moment moment) implements Fault {
  /** Checks the values. */
  public OversizedAnswer {
    Status.requireBodyAllowed(status);
    if (bytes < 1) {
      throw new IllegalArgumentException("The number of bytes must be 1 or more, but is " + bytes);
    }
    Objects.requireNonNull(moment, "moment");
  }
}
