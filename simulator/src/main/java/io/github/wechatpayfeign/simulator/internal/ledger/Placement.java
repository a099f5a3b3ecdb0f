package io.github.wechatpayfeign.simulator.internal.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * The request that placed an order or a combine.
 *
 * @param body the digest of the whole body, which must be the same if the number comes again
 * @param timeExpire the last moment for a payment; empty if the request sets none
 */
public record Placement(
    PrepayKind kind, BodyDigest body, Optional<String> notifyUrl, Optional<Instant> timeExpire) {

  public static Placement of(
      PrepayKind kind, ObjectNode body, String notifyUrl, Optional<Instant> timeExpire) {
    return new Placement(kind, BodyDigest.of(body), Optional.of(notifyUrl), timeExpire);
  }

  boolean repeats(Placement first) {
    return kind == first.kind && body.equals(first.body);
  }

  @Override
  public String toString() {
    return "Placement[%s]".formatted(kind);
  }
}
