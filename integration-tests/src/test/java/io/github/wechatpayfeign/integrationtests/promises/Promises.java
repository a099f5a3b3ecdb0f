package io.github.wechatpayfeign.integrationtests.promises;

import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.promises.Part.Trait;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The promises of the client, checked against what there was to see of one call. */
final class Promises {

  private final Observed call;
  private final List<Exchange> exchanges;
  private final List<String> broken = new ArrayList<>();

  private Promises(Observed call, List<Exchange> exchanges) {
    this.call = call;
    this.exchanges = exchanges;
  }

  /**
   * Returns a line for each promise that a call broke.
   *
   * @param exchanges what the gateway received
   */
  static List<String> brokenBy(Observed call, List<Exchange> exchanges) {
    Promises promises = new Promises(call, exchanges);
    promises.endsByItsDeadline();
    if (call.ended()) {
      promises.rejectedMeansNothingDone();
      promises.successIsTheGateways();
      promises.leavesWithAnOutcome();
      promises.advisesWhatHelps();
      promises.endsOnceForObservers();
    }
    promises.sendsWhatIsSigned();
    return promises.broken;
  }

  private void breaks(int promise, String how) {
    broken.add("promise " + promise + ": " + how + "; the gateway received " + exchanges);
  }

  /** Promise 1. */
  private void rejectedMeansNothingDone() {
    if (call.failure() instanceof WechatPayException e
        && e.outcome() == Outcome.REJECTED
        && !exchanges.stream().allMatch(Exchange::refused)) {
      breaks(1, "REJECTED, but not every request was refused: " + brief(e));
    }
  }

  /** Promise 2. */
  private void successIsTheGateways() {
    if (call.succeeded()) {
      String number = numberOfAnswer();
      boolean carriedOut =
          exchanges.stream()
              .anyMatch(
                  exchange ->
                      exchange.carriedOut()
                          && Integer.toString(exchange.number()).equals(number)
                          && Objects.requireNonNull(exchange.request())
                              .target()
                              .contains(call.order()));
      if (!carriedOut) {
        breaks(2, "a success that is not the gateway's answer to this order");
      }
    } else if (call.ended() && isHarmless() && onlyCarriesOut()) {
      breaks(2, "the part is harmless, but the call failed: " + brief(call.failure()));
    }
  }

  /** On a busy machine the time may be up, whatever the part does. */
  private boolean isHarmless() {
    return call.part().is(Trait.HARMLESS)
        && !How.BLOCKING.contains(call.how())
        && call.took().compareTo(Trial.LONG) < 0;
  }

  private boolean onlyCarriesOut() {
    return exchanges.stream().allMatch(exchange -> exchange.reply() == Reply.CARRIES_OUT);
  }

  private String numberOfAnswer() {
    if (call.answer() == null) {
      return "none";
    }
    Collection<String> numbers = call.answer().headers().getOrDefault(Reply.NUMBER, List.of());
    return numbers.isEmpty() ? "none" : numbers.iterator().next();
  }

  /** Promise 3. */
  private void sendsWhatIsSigned() {
    for (Exchange exchange : exchanges) {
      if (exchange.request() != null) {
        try {
          exchange.request().assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic());
        } catch (AssertionError e) {
          breaks(3, "what arrived is not what was signed: " + brief(e));
        }
      }
    }
  }

  /** Promise 4. */
  private void endsByItsDeadline() {
    if (!call.ended()) {
      breaks(4, "not over after " + call.took().toMillis() + " ms");
    }
  }

  /** Promise 5. */
  private void leavesWithAnOutcome() {
    Throwable failure = call.failure();
    if (failure != null && !(failure instanceof WechatPayException) && !mayLeave(failure)) {
      breaks(5, "another exception leaves: " + brief(failure));
    }
    if (call.interruptedAfter() != call.interruptedBefore() && !call.part().is(Trait.INTERRUPTS)) {
      breaks(
          5, "the caller's thread is" + (call.interruptedAfter() ? "" : " not") + " interrupted");
    }
  }

  /** Other exceptions that a caller may get: a user's own, from a user's own code in Feign. */
  private boolean mayLeave(Throwable failure) {
    boolean nothingSent = exchanges.isEmpty();
    if (call.part().is(Trait.IS_WIRED_WRONG)) {
      return nothingSent
          && (failure instanceof IllegalArgumentException
              || failure instanceof IllegalStateException);
    }
    return (call.part().is(Trait.THROWS_BEFORE_SENDING) && nothingSent && call.failedOnPurpose())
        || (call.part().is(Trait.THROWS_AFTER_ANSWER) && call.failedOnPurpose());
  }

  /** Promise 6. */
  private void advisesWhatHelps() {
    if (call.failure() instanceof WechatPayException e
        && (e.next() == NextStep.FIX_REQUEST || e.next() == NextStep.FIX_CREDENTIALS_OR_CLOCK)
        && !call.part().is(Trait.SAYS_WHAT_TO_FIX)
        && exchanges.stream()
            .noneMatch(exchange -> exchange.reply() != null && exchange.reply().saysWhatToFix())) {
      breaks(6, "the advice is " + e.next() + ", but nothing is to be fixed: " + brief(e));
    }
  }

  /** Promises 4 and 5 for those who follow a call. */
  private void endsOnceForObservers() {
    EndCounter told = call.observed();
    if (told.ends().size() != told.started() || told.attemptsAfterEnd() > 0) {
      breaks(
          5,
          "an observer of %d calls is told of %d ends, and of %d attempts after an end"
              .formatted(told.started(), told.ends().size(), told.attemptsAfterEnd()));
    } else if (told.endsWhenSeen() < told.started() && !How.BLOCKING.contains(call.how())) {
      breaks(5, "the caller saw the result before an observer was told of the end");
    }
    CallEnd end = told.end();
    if (end != null) {
      endsAsTheCallerSees(end);
    }
  }

  private void endsAsTheCallerSees(CallEnd end) {
    if (call.failure() instanceof WechatPayException e
        && end.failure() != null
        && (end.outcome() != e.outcome() || end.attempts() != e.attempts())) {
      breaks(
          5,
          "an observer is told of %s after %d attempts, the caller of %s after %d"
              .formatted(end.outcome(), end.attempts(), e.outcome(), e.attempts()));
    }
    if (end.attempts() < exchanges.size()) {
      breaks(1, "more was sent than the " + end.attempts() + " attempts that were counted");
    }
  }

  private static String brief(@Nullable Throwable e) {
    String text = String.valueOf(e).replaceAll("\\s+", " ");
    return text.substring(0, Math.min(text.length(), 220));
  }
}
