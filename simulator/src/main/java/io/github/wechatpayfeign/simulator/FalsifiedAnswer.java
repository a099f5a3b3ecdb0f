package io.github.wechatpayfeign.simulator;

import java.util.Objects;

/** A fault that makes the signature of a successful answer false: {@link Fault#falsify}. */
record FalsifiedAnswer(Falsification how) implements Fault {
  FalsifiedAnswer {
    Objects.requireNonNull(how, "how");
  }

  @Override
  public Moment moment() {
    return Moment.AFTER_APPLYING;
  }
}
