package io.github.wechatpayfeign.simulator;

import java.util.Objects;

/** A fault that answers with an unsigned body of the given size: {@link Fault#oversized}. */
record OversizedAnswer(int status, long bytes, Moment moment) implements Fault {
  OversizedAnswer {
    Status.requireBodyAllowed(status);
    if (bytes < 1) {
      throw new IllegalArgumentException("The number of bytes must be 1 or more, but is " + bytes);
    }
    Objects.requireNonNull(moment, "moment");
  }
}
