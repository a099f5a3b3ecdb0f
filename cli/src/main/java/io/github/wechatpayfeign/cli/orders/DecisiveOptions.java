package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.api.ClosePolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say whether a close finds out what became of the order. */
final class DecisiveOptions {

  private static final int LONGEST_SECONDS = 3600;

  @Option(
      names = "--decisive",
      description =
          "Queries each order, closes it if it is open, and queries it again, until a signed answer"
              + " says what became of it.")
  private boolean decisive;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
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
    if (deadline != null && (deadline < 1 || deadline > LONGEST_SECONDS)) {
      throw new IllegalArgumentException(
          "--deadline must be 1 to " + LONGEST_SECONDS + " seconds, but is " + deadline);
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
    return decisive ? policy().deadline().plus(OrderClient.LONGEST_CALL) : OrderClient.LONGEST_CALL;
  }

  private ClosePolicy policy() {
    return deadline == null
        ? ClosePolicy.standard()
        : ClosePolicy.standard().withDeadline(Duration.ofSeconds(deadline));
  }
}
