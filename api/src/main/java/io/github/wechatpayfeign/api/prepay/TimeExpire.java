package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.databind.util.StdConverter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes and checks {@code time_expire}, the last moment in which a buyer can pay. */
final class TimeExpire extends StdConverter<Instant, String> {

  /** WeChat Pay moves an earlier moment to this one and does not say so. */
  static final Duration EARLIEST = Duration.ofMinutes(1);

  /** The longer one of the two upper bounds that the official pages give. */
  static final Duration LATEST = Duration.ofDays(90);

  /** The pages show the offset of China, and no fraction of a second. */
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT)
          .withZone(ZoneOffset.ofHours(8));

  @Override
  public String convert(Instant timeExpire) {
    return FORMAT.format(timeExpire);
  }

  /** Returns the moment that is sent: whole seconds, and never later than the one that was set. */
  static @Nullable Instant rounded(@Nullable Instant timeExpire) {
    return timeExpire == null ? null : timeExpire.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Checks that WeChat Pay keeps the moment as it is.
   *
   * @throws TimeExpireOutOfRangeException if it does not
   */
  static void requireKept(@Nullable Instant timeExpire, Instant now) {
    if (timeExpire == null) {
      return;
    }
    if (!timeExpire.isAfter(now.plus(EARLIEST))) {
      throw new TimeExpireOutOfRangeException(
          timeExpire,
          "must be more than 1 minute ahead, because WeChat Pay moves it there without telling: let"
              + " the order expire, and place a new one");
    }
    if (timeExpire.isAfter(now.plus(LATEST))) {
      throw new TimeExpireOutOfRangeException(
          timeExpire,
          "must be at most 90 days ahead, because WeChat Pay moves it there without telling");
    }
  }
}
