package io.github.wechatpayfeign.simulator;

import java.util.Objects;

record TruncatedAnswer(int status, Moment moment) implements Fault {
  TruncatedAnswer {
    Status.requireBodyAllowed(status);
    Objects.requireNonNull(moment, "moment");
  }
}
