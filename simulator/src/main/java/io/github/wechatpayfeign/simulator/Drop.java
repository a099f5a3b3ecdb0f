package io.github.wechatpayfeign.simulator;

import java.util.Objects;

record Drop(Moment moment) implements Fault {
  Drop {
    Objects.requireNonNull(moment, "moment");
  }
}
