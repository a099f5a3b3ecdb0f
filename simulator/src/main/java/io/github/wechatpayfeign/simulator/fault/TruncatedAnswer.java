package io.github.wechatpayfeign.simulator.fault;

import java.util.Objects;

/**
 * A fault that sends half of a signed body and closes the connection: {@link Fault#truncated}.
 *
 * @param status the HTTP status, 200 to 599, which allows a body
 * @param moment when to answer
 */
public record TruncatedAnswer(int status, Moment moment) implements Fault {
  /** Checks the values. */
  public TruncatedAnswer {
    Status.requireBodyAllowed(status);
    Objects.requireNonNull(moment, "moment");
  }
}
