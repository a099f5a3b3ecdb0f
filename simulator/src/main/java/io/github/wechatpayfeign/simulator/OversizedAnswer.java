package io.github.wechatpayfeign.simulator;

import java.util.Objects;

record OversizedAnswer(int status, long bytes, Moment moment) implements Fault {
  OversizedAnswer {
    Status.requireBodyAllowed(status);
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes " + bytes + " is too small; give at least 1");
    }
    Objects.requireNonNull(moment, "moment");
  }
}
