package io.github.wechatpayfeign.simulator;

import java.util.Objects;

record Falsified(Falsification how) implements Fault {
  Falsified {
    Objects.requireNonNull(how, "how");
  }

  @Override
  public Moment moment() {
    return Moment.AFTER_APPLYING;
  }
}
