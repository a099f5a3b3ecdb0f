package io.github.wechatpayfeign.simulator;

import java.util.Objects;

record FalsifiedAnswer(Falsification how) implements Fault {
  FalsifiedAnswer {
    Objects.requireNonNull(how, "how");
  }

  @Override
  public Moment moment() {
    return Moment.AFTER_APPLYING;
  }
}
