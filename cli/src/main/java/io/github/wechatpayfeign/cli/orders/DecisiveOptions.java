package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.api.ClosePolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options that say whether a close finds out what became of the order. */
final class DecisiveOptions {

  private static final int MAX_SECONDS = 3600;

  @Option(
      names = "--decisive",
      description =
          "Queries each order, closes it if it is open, and queries it again, until a signed answer"
              + " says what became of it.")
  private boolean decisive;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description = "With --decisive: how long to try with each order, 1 to 3600 s; by default 60.")
  private @Nullable Integer deadline;

  /**
   * Returns if the options can be followed.
   *
   * @throws IllegalArgumentException otherwise
   */
  void check() {
    if (deadline != null && !decisive) {
      throw new IllegalArgumentException("--deadline goes with --decisive only");
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
   * Returns how long one order can take: a call that is under way at the deadline is waited for.
   */
  Duration longestStep() {
    return decisive ? policy().deadline().plus(OrderClient.MAX_CALL) : OrderClient.MAX_CALL;
  }

  private ClosePolicy policy() {
    return deadline == null
        ? ClosePolicy.standard()
        : ClosePolicy.standard().withDeadline(Duration.ofSeconds(deadline));
  }

  static final class Seconds implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return NumberRange.parse(text, 1, MAX_SECONDS);
    }
  }
}
