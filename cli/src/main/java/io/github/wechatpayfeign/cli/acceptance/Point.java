package io.github.wechatpayfeign.cli.acceptance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point of the acceptance list, or a part of one. */
enum Point {
  NOTICE_ANSWERED(Level.MUST, "a notice is answered with 200 or 204 within 5 s"),
  NOTICE_REPEATED(Level.MUST, "a notice that comes again is answered with success"),
  NOTICE_AT_ONCE(Level.RULE, "of two equal notices at the same time, one is accepted"),
  NOTICE_FORGED(Level.RULE, "a notice with a wrong signature is refused"),
  NOTICE_CHANGED(Level.RULE, "a notice whose body was changed is refused"),
  NOTICE_UNSIGNED(Level.RULE, "a notice without a signature is refused"),
  NOTICE_UNKNOWN_SERIAL(Level.RULE, "a notice that names an unknown key is refused"),
  NOTICE_OLD(Level.RULE, "a notice that was signed 5 minutes ago is refused"),
  NOTICE_PROBE(Level.RULE, "a probe of WeChat Pay (WECHATPAY/SIGNTEST/) is refused"),
  NOTICE_OTHER_KEY(Level.RULE, "a notice that the APIv3 key cannot decrypt is refused"),
  AMOUNT_COMPARED(Level.RULE, "a payment of another amount than the order's is not accepted"),
  LOST_NOTICE(Level.MUST, "an order whose notice was lost is queried"),
  CLOSED_IN_TIME(Level.SHOULD, "an order that was not paid in time is closed"),
  CLOSE_REPEATED(Level.RULE, "a close that failed is repeated"),
  REFUND_NUMBER_KEPT(Level.FATAL, "a refund that failed is repeated with its number"),
  REFUND_QUERIED(Level.MUST, "the application finds out what became of a refund"),
  REFUND_NOTICE_ANSWERED(Level.MUST, "a notice of a refund is answered within 5 s"),
  REFUND_NOTICE_REPEATED(Level.MUST, "a notice of a refund that comes again is accepted"),
  REFUND_NOTICE_FORGED(Level.RULE, "a notice of a refund with a wrong signature is refused"),
  PROCESSED_ONCE(
      Level.RULE,
      "a repeated notice is processed once",
      "look whether the paid order was delivered once"),
  PAY_SIGNATURE(
      Level.FATAL,
      "the phone gets a pay signature by the key of the prepay",
      "pay once on a phone for each kind of payment"),
  DOUBLE_CLICK(
      Level.RULE,
      "a double click places one order",
      "click twice and count the orders in your database"),
  RECONCILIATION(
      Level.MUST, "each day's bill is compared with the orders", "the simulator has no bills");

  private final Level level;
  private final String requirement;
  private final String byHand;

  Point(Level level, String requirement) {
    this(level, requirement, "");
  }

  Point(Level level, String requirement, String byHand) {
    this.level = level;
    this.requirement = requirement;
    this.byHand = byHand;
  }

  Level level() {
    return level;
  }

  /** Returns what the application has to do, in one clause. */
  String requirement() {
    return requirement;
  }

  /** Returns what a person can look at if the gateway cannot see the point, or an empty text. */
  String byHand() {
    return byHand;
  }

  boolean canBeSeen() {
    return byHand.isEmpty();
  }

  /** Returns the name as options and results show it. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Converts a name such as {@code notice-forged}. */
  static final class Converter implements ITypeConverter<Point> {

    @Override
    public Point convert(String text) {
      return Arrays.stream(values())
          .filter(point -> point.toString().equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "\"" + text + "\" is not a point: expected one of " + names()));
    }

    private static String names() {
      return Arrays.stream(values()).map(Point::toString).collect(Collectors.joining(", "));
    }
  }
}
