package io.github.wechatpayfeign.simulator.fault;

import java.util.Objects;

/**
 * A fault that makes the signature of a successful answer false: {@link Fault#falsify}.
 *
 * @param how the way in which the signature is false
 */
public record FalsifiedAnswer(Falsification how) implements Fault {
  /** Checks the values. */
  public FalsifiedAnswer {
    Objects.requireNonNull(how, "how");
  }

  @Override
  public Moment moment() {
    return Moment.AFTER_APPLYING;
  }
}
