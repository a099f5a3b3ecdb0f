package io.github.wechatpayfeign.expiry;

import io.github.wechatpayfeign.errors.internal.SafeText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a timer's row holds beside the engine's columns, as one line of text: any database client
 * shows it, and nothing of it is ever deserialized as Java.
 *
 * @param timeExpire the time until which the order could be paid
 * @param attempt how often the order was tried
 * @param failures how often in a row the order failed for a reason of its own
 * @param notFoundAt when WeChat Pay first said that there is no such order, or null
 * @param parkedAt when the order was parked, or null
 * @param reason why it was parked, or an empty text
 */
record TimerData(
    Instant timeExpire,
    int attempt,
    int failures,
    @Nullable Instant notFoundAt,
    @Nullable Instant parkedAt,
    String reason) {

  /** Data of another version of this module; it must stay as it is. */
  static final TimerData UNKNOWN = new TimerData(Instant.EPOCH, 0, 0, null, null, "");

  private static final String VERSION = "1";
  private static final int FIELDS = 7;
  private static final int MAX_REASON = 400;

  static TimerData first(Instant timeExpire) {
    return new TimerData(timeExpire, 0, 0, null, null, "");
  }

  boolean isUnknown() {
    return equals(UNKNOWN);
  }

  /** Returns the data of the next try. */
  TimerData tried() {
    return new TimerData(timeExpire, attempt + 1, failures, notFoundAt, null, "");
  }

  /** Returns the data after a failure that may be the order's own. */
  TimerData failed() {
    return new TimerData(timeExpire, attempt, failures + 1, notFoundAt, null, "");
  }

  /** Returns the data after an answer: null if the order exists or nothing is known of it. */
  TimerData notFound(@Nullable Instant at) {
    return new TimerData(timeExpire, attempt, 0, at, null, "");
  }

  TimerData parked(Instant at, String why) {
    String line = SafeText.spaced(why);
    String cut = line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + "..." : line;
    return new TimerData(timeExpire, attempt, failures, notFoundAt, at, cut);
  }

  byte[] toBytes() {
    return String.join(
            " ",
            List.of(
                VERSION,
                timeExpire.toString(),
                Integer.toString(attempt),
                Integer.toString(failures),
                text(notFoundAt),
                text(parkedAt),
                reason))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the text; returns {@link #UNKNOWN} if it has another form. */
  static TimerData of(byte @Nullable [] bytes) {
    String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    String[] fields = text.split(" ", FIELDS);
    if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
      return UNKNOWN;
    }
    try {
      return new TimerData(
          Instant.parse(fields[1]),
          Integer.parseInt(fields[2]),
          Integer.parseInt(fields[3]),
          instant(fields[4]),
          instant(fields[5]),
          fields[6]);
    } catch (RuntimeException e) {
      return UNKNOWN;
    }
  }

  private static String text(@Nullable Instant instant) {
    return instant == null ? "-" : instant.toString();
  }

  private static @Nullable Instant instant(String text) {
    return text.equals("-") ? null : Instant.parse(text);
  }
}
