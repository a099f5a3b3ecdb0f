package io.github.wechatpayfeign.simulator.internal.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Writes times as WeChat Pay does: in whole seconds, eight hours ahead of UTC. */
public final class BeijingTime {
  private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

  private BeijingTime() {}

  public static String of(Instant instant) {
    return instant
        .atOffset(BEIJING)
        .truncatedTo(ChronoUnit.SECONDS)
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }
}
