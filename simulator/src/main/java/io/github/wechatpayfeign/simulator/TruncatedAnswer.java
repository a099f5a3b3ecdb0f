package io.github.wechatpayfeign.simulator;

import java.util.Objects;

/** A fault that sends half of a signed body and closes the connection: {@link Fault#truncated}. */
record TruncatedAnswer(int status, Moment moment) implements Fault {
  TruncatedAnswer {
    Status.requireBodyAllowed(status);
    Objects.requireNonNull(moment, "moment");
  }
}
