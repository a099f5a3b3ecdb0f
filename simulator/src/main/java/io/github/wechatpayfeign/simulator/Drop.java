package io.github.wechatpayfeign.simulator;

import java.util.Objects;

/** A fault that closes the connection without an answer: {@link Fault#drop}. */
record Drop(Moment moment) implements Fault {
  Drop {
    Objects.requireNonNull(moment, "moment");
  }
}
