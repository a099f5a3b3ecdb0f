package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A fault of the simulator as an option, such as {@code ORDER-1=error:500:SYSTEM_ERROR}.
 *
 * @param order the number of the order that is hit, {@code *} for all, or null for the next request
 * @param fault the fault, or null for a request that is answered normally
 */
record FaultOption(@Nullable String order, @Nullable Fault fault) {

  /** Converts {@code [NUMBER=]FAULT}. */
  static final class Converter implements ITypeConverter<FaultOption> {

    @Override
    public FaultOption convert(String text) {
      int end = text.indexOf('=');
      String[] parts = text.substring(end + 1).split(":", -1);
      try {
        return new FaultOption(end < 0 ? null : text.substring(0, end), fault(parts));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            Words.of("\"{0}\" is not a fault: {1}", text, e.getMessage()));
      }
    }
  }

  /** Selects by the name and the number of its arguments, such as {@code error/2}. */
  private static @Nullable Fault fault(String[] parts) {
    return switch (parts[0].toLowerCase(Locale.ROOT) + "/" + (parts.length - 1)) {
      case "none/0" -> null;
      case "error/2" -> Fault.error(status(parts[1]), parts[2]);
      case "html/1" -> Fault.html(status(parts[1]));
      case "delay/1" -> Fault.delay(millis(parts[1]), Moment.BEFORE_APPLYING);
      case "delay-after/1" -> Fault.delay(millis(parts[1]), Moment.AFTER_APPLYING);
      case "drop/0" -> Fault.drop(Moment.BEFORE_APPLYING);
      case "drop-after/0" -> Fault.drop(Moment.AFTER_APPLYING);
      case "truncated/1" -> Fault.truncated(status(parts[1]), Moment.BEFORE_APPLYING);
      case "falsify/1" -> Fault.falsify(falsification(parts[1]));
      default ->
          throw new IllegalArgumentException(
              Words.of(
                  "expected one of {0}",
                  "error:STATUS:CODE, html:STATUS, delay:MS, delay-after:MS, drop, drop-after,"
                      + " truncated:STATUS, falsify:HOW, none"));
    };
  }

  private static int status(String text) {
    return (int) number(Words.of("the status"), text);
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(number(Words.of("the number of milliseconds"), text));
  }

  private static long number(String what, String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          Words.of("{0} must be a number, but is \"{1}\"", what, text));
    }
    return Long.parseLong(text);
  }

  private static Falsification falsification(String text) {
    return Arrays.stream(Falsification.values())
        .filter(how -> how.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Words.of(
                        "expected one of {0}",
                        Arrays.stream(Falsification.values())
                            .map(Falsification::name)
                            .collect(Collectors.joining(", ")))));
  }
}
