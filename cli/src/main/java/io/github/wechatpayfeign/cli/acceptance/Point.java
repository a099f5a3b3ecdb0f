package io.github.wechatpayfeign.cli.acceptance;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.wechatpayfeign.cli.console.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point of the acceptance list, or a part of one. */
@SuppressWarnings("ImmutableEnumChecker") // The suppliers only look texts up.
enum Point {
  NOTICE_ANSWERED(Level.MUST, () -> Words.of("a notice is answered with 200 or 204 within 5 s")),
  NOTICE_REPEATED(Level.MUST, () -> Words.of("a notice that comes again is answered with success")),
  NOTICE_AT_ONCE(
      Level.RULE, () -> Words.of("of two equal notices at the same time, one is accepted")),
  NOTICE_FORGED(Level.RULE, () -> Words.of("a notice with a wrong signature is refused")),
  NOTICE_CHANGED(Level.RULE, () -> Words.of("a notice whose body was changed is refused")),
  NOTICE_UNSIGNED(Level.RULE, () -> Words.of("a notice without a signature is refused")),
  NOTICE_UNKNOWN_SERIAL(
      Level.RULE, () -> Words.of("a notice that names an unknown key is refused")),
  NOTICE_OLD(Level.RULE, () -> Words.of("a notice that was signed 5 minutes ago is refused")),
  NOTICE_PROBE(
      Level.RULE, () -> Words.of("a probe of WeChat Pay (WECHATPAY/SIGNTEST/) is refused")),
  NOTICE_OTHER_KEY(
      Level.RULE, () -> Words.of("a notice that the APIv3 key cannot decrypt is refused")),
  AMOUNT_COMPARED(
      Level.RULE, () -> Words.of("a payment of another amount than the order's is not accepted")),
  LOST_NOTICE(Level.MUST, () -> Words.of("an order whose notice was lost is queried")),
  CLOSED_IN_TIME(Level.SHOULD, () -> Words.of("an order that was not paid in time is closed")),
  CLOSE_REPEATED(Level.RULE, () -> Words.of("a close that failed is repeated")),
  REFUND_NUMBER_KEPT(
      Level.FATAL, () -> Words.of("a refund that failed is repeated with its number")),
  REFUND_QUERIED(Level.MUST, () -> Words.of("the application finds out what became of a refund")),
  REFUND_NOTICE_ANSWERED(Level.MUST, () -> Words.of("a notice of a refund is answered within 5 s")),
  REFUND_NOTICE_REPEATED(
      Level.MUST, () -> Words.of("a notice of a refund that comes again is accepted")),
  REFUND_NOTICE_FORGED(
      Level.RULE, () -> Words.of("a notice of a refund with a wrong signature is refused")),
  PROCESSED_ONCE(
      Level.RULE,
      () -> Words.of("a repeated notice is processed once"),
      () -> Words.of("look whether the paid order was delivered once")),
  PAY_SIGNATURE(
      Level.FATAL,
      () -> Words.of("the phone gets a pay signature by the key of the prepay"),
      () -> Words.of("pay once on a phone for each kind of payment")),
  DOUBLE_CLICK(
      Level.RULE,
      () -> Words.of("a double click places one order"),
      () -> Words.of("click twice and count the orders in your database")),
  RECONCILIATION(
      Level.MUST,
      () -> Words.of("each day's bill is compared with the orders"),
      () -> Words.of("the simulator has no bills"));

  private final Level level;
  private final Supplier<String> requirement;
  private final @Nullable Supplier<String> byHand;

  Point(Level level, Supplier<String> requirement) {
    this(level, requirement, null);
  }

  Point(Level level, Supplier<String> requirement, @Nullable Supplier<String> byHand) {
    this.level = level;
    this.requirement = requirement;
    this.byHand = byHand;
  }

  Level level() {
    return level;
  }

  /** Returns what the application has to do, in one clause. */
  String requirement() {
    return requirement.get();
  }

  /** Returns what a person can look at if the gateway cannot see the point, or an empty text. */
  String byHand() {
    return byHand == null ? "" : byHand.get();
  }

  boolean canBeSeen() {
    return byHand == null;
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
                      Words.of("\"{0}\" is not a point: expected one of {1}", text, names())));
    }

    private static String names() {
      return Arrays.stream(values()).map(Point::toString).collect(Collectors.joining(", "));
    }
  }
}
