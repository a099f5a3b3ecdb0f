package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.cli.console.NumberRange;
import io.github.wechatpayfeign.cli.console.Words;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options that choose between a plain close and a decisive one, and the policy of that. */
final class DecisiveOptions {

  private static final int MAX_SECONDS = 3600;

  @Option(
      names = "--decisive",
      description =
          "Queries each order, closes it if it is open, and queries it again, until a signed answer"
              + " says what its state is.")
  private boolean decisive;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description = "With --decisive: how long to try each order, 1 to 3600 s; by default 60.")
  private @Nullable Integer deadline;

  @Option(
      names = "--close-first",
      description =
          "With --decisive: closes each order before the first query, so an open order takes 2"
              + " requests instead of 3. An order that was closed before is CLOSED, not"
              + " ALREADY_CLOSED, unless the close was refused or not sent.")
  private boolean closeFirst;

  /**
   * Checks that the options go together.
   *
   * @throws IllegalArgumentException if they do not
   */
  void check() {
    if (deadline != null && !decisive) {
      throw new IllegalArgumentException(Words.of("{0} needs {1}", "--deadline", "--decisive"));
    }
    if (closeFirst && !decisive) {
      throw new IllegalArgumentException(Words.of("{0} needs {1}", "--close-first", "--decisive"));
    }
  }

  boolean isChosen() {
    return decisive;
  }

  OrderStep step(OrderClient gateway) {
    ClosePolicy policy = policy();
    return decisive ? outTradeNo -> gateway.closeDecisively(outTradeNo, policy) : gateway::close;
  }

  /**
   * Returns how long one order can take. A call that is in progress at the deadline still ends by
   * its own limit.
   */
  Duration longestStep() {
    return decisive ? policy().deadline().plus(OrderClient.MAX_CALL) : OrderClient.MAX_CALL;
  }

  private ClosePolicy policy() {
    ClosePolicy policy = closeFirst ? ClosePolicy.standard().closeFirst() : ClosePolicy.standard();
    return deadline == null ? policy : policy.withDeadline(Duration.ofSeconds(deadline));
  }

  static final class Seconds implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return NumberRange.parse(text, 1, MAX_SECONDS);
    }
  }
}
