package io.github.wechatpayfeign.simulator.fault;

import java.util.Objects;

/**
 * A fault that closes the connection without an answer: {@link Fault#drop}.
 *
 * @param moment when to close it
 */
public record Drop(Moment moment) implements Fault {
  /** Checks the values. */
  public Drop {
    Objects.requireNonNull(moment, "moment");
  }
}
