package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.Objects;

/**
 * What numbers are in use, as a file keeps it.
 *
 * @param prefix the beginning of WeChat Pay's numbers of orders
 * @param first the first number that an order may have
 * @param end the number after the last one
 * @param lastChange the number of the last change in a history
 */
public record KeptNumbers(String prefix, long first, long end, long lastChange) {
  public KeptNumbers {
    Objects.requireNonNull(prefix, "prefix");
  }
}
