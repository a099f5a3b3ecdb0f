package io.github.wechatpayfeign.cli.results;

import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.Words;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Writes a result for a person: {@code REJECTED ORDER-2 403 TRADE_ERROR ...: query the order}. The
 * outcome and the number come first, because a person scans the beginnings of many lines.
 */
public final class HumanFormat implements ResultFormat {

  private final boolean simulated;

  public HumanFormat(boolean simulated) {
    this.simulated = simulated;
  }

  @Override
  public String line(OrderResult result) {
    StringJoiner line = new StringJoiner(" ");
    addPresent(line, simulated ? "SIMULATED" : null);
    line.add(result.outcome().name()).add(nameOf(result));
    addPresent(line, seen(result));
    addPresent(line, result.failure().inWords());
    String advice = advice(result);
    // A Request-ID helps WeChat Pay's support. A result of a query needs none; the JSON has it.
    String requestId = result.status() == null ? null : result.requestId();
    return OneLine.of(
        line
            + (advice == null ? "" : ": " + advice)
            + (requestId == null ? "" : " (Request-ID " + requestId + ")"));
  }

  private static String nameOf(OrderResult result) {
    OrderFacts facts = result.facts();
    return result.outTradeNo() == null && facts != null
        ? Words.of("transaction {0}", facts.transactionId())
        : String.valueOf(result.outTradeNo());
  }

  /** Returns what a query found, such as {@code transaction 42..., 100 fen, paid at ...}. */
  private static @Nullable String seen(OrderResult result) {
    OrderFacts facts = result.facts();
    if (facts == null || facts.tradeState() == null) {
      return null;
    }
    StringJoiner seen = new StringJoiner(", ");
    if (!saysTheSame(result.outcome(), facts.tradeState())) {
      seen.add(facts.tradeState());
    }
    if (facts.transactionId() != null) {
      seen.add(Words.of("transaction {0}", facts.transactionId()));
    }
    if (facts.total() != null) {
      String currency = Objects.requireNonNullElse(facts.currency(), "CNY");
      seen.add(
          currency.equals("CNY")
              ? Words.of("{0} fen", facts.total())
              : Words.of("{0} in the smallest unit of {1}", facts.total(), currency));
    }
    if (facts.successTime() != null) {
      seen.add(Words.of("paid at {0}", facts.successTime()));
    }
    return seen.toString();
  }

  /** Returns whether the trade state only repeats the outcome. */
  private static boolean saysTheSame(OrderOutcome outcome, String tradeState) {
    return switch (outcome) {
      case CLOSED, ALREADY_CLOSED -> tradeState.equals("CLOSED");
      case PAID -> tradeState.equals("SUCCESS");
      case REFUNDED -> tradeState.equals("REFUND");
      default -> false;
    };
  }

  private static @Nullable String advice(OrderResult result) {
    String own = ownAdvice(result);
    return own == null && result.next() != null ? result.next().advice(Words.locale()) : own;
  }

  /** Returns the advice for an outcome that does not come from an exception. */
  private static @Nullable String ownAdvice(OrderResult result) {
    FollowUp end = result.followUp();
    return switch (result.outcome()) {
      case PAID -> Words.of("deliver, or refund");
      case REFUNDED -> Words.of("see the refund");
      case NOT_FOUND -> Words.of("check the number; this answer is not signed");
      case UNSETTLED ->
          end == null || end.askAgainSeconds() == null
              ? Words.of("ask again")
              : Words.of("ask again after {0} s", end.askAgainSeconds());
      default -> null;
    };
  }

  private static void addPresent(StringJoiner line, @Nullable Object part) {
    if (part != null && !part.toString().isEmpty()) {
      line.add(part.toString());
    }
  }
}
