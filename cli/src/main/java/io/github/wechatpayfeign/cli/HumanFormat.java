package io.github.wechatpayfeign.cli;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes a result for a person: {@code REJECTED ORDER-2 403 TRADE_ERROR ...: query the order}. */
final class HumanFormat implements ResultFormat {

  private final boolean simulated;

  HumanFormat(boolean simulated) {
    this.simulated = simulated;
  }

  @Override
  public String line(CloseResult result) {
    StringJoiner line = new StringJoiner(" ");
    if (simulated) {
      line.add("SIMULATED");
    }
    line.add(result.outcome().name()).add(result.outTradeNo());
    if (result.outcome() != CloseOutcome.CLOSED) {
      addFailure(line, result);
    } else if (result.requestId() != null) {
      line.add("(Request-ID " + result.requestId() + ")");
    }
    return OneLine.of(line.toString());
  }

  private static void addFailure(StringJoiner line, CloseResult result) {
    String message = String.valueOf(result.message());
    if (message.contains(" [outcome ")) {
      // The exception's own message: status, code, next step and Request-ID are all in it.
      line.add(message);
      return;
    }
    addPresent(line, result.status());
    addPresent(line, result.code());
    line.add(message + (result.next() == null ? "" : ": " + result.next().advice()));
    if (result.requestId() != null) {
      line.add("(Request-ID " + result.requestId() + ")");
    }
  }

  private static void addPresent(StringJoiner line, @Nullable Object part) {
    if (part != null) {
      line.add(part.toString());
    }
  }
}
