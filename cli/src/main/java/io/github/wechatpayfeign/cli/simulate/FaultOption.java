package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.simulator.Falsification;
import io.github.wechatpayfeign.simulator.Fault;
import io.github.wechatpayfeign.simulator.Moment;
import java.time.Duration;

/** A fault of the simulator as an option, such as {@code error:500:SYSTEM_ERROR}. */
final class FaultOption {

  private FaultOption() {}

  /**
   * Returns the fault.
   *
   * @throws IllegalArgumentException if the text names none
   */
  static Fault parse(String text) {
    try {
      return parse(text.split(":", -1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--fault: \"" + OneLine.of(text) + "\" is none (" + e.getMessage() + "); see --help", e);
    }
  }

  private static Fault parse(String[] parts) {
    return switch (parts[0] + "/" + (parts.length - 1)) {
      case "error/2" -> Fault.error(Integer.parseInt(parts[1]), parts[2]);
      case "html/1" -> Fault.html(Integer.parseInt(parts[1]));
      case "delay/1" -> Fault.delay(millis(parts[1]), Moment.BEFORE_APPLYING);
      case "delay-after/1" -> Fault.delay(millis(parts[1]), Moment.AFTER_APPLYING);
      case "drop/0" -> Fault.drop(Moment.BEFORE_APPLYING);
      case "drop-after/0" -> Fault.drop(Moment.AFTER_APPLYING);
      case "truncated/1" -> Fault.truncated(Integer.parseInt(parts[1]), Moment.BEFORE_APPLYING);
      case "falsify/1" -> Fault.falsify(Falsification.valueOf(parts[1]));
      default -> throw new IllegalArgumentException("unknown, or with too few or too many parts");
    };
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }
}
