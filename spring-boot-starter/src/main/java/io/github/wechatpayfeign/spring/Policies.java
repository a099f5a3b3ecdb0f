package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.client.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the policies of repeated calls and of decisive closes from the properties. */
final class Policies {

  private static final PropertyCheck RETRY = new PropertyCheck("wechatpay.retry");
  private static final PropertyCheck CLOSE = new PropertyCheck("wechatpay.close");

  private Policies() {}

  /** Checks one value after the other, so that the message names the wrong property. */
  static RetryPolicy retry(ClientProperties.Retry retry) {
    RetryPolicy standard = RetryPolicy.standard();
    int attempts = or(retry.maxAttempts(), standard.maxAttempts());
    Duration base = or(retry.baseDelay(), standard.baseDelay());
    Duration longest = or(retry.maxDelay(), standard.maxDelay());
    Duration limit = or(retry.retryAfterLimit(), standard.retryAfterLimit());
    int budget = or(retry.budget(), standard.budget());
    RetryPolicy policy =
        RETRY.check("max-attempts", Phrase.of("1 to 10"), () -> standard.withMaxAttempts(attempts));
    RetryPolicy paused =
        RETRY.check(
            "base-delay, wechatpay.retry.max-delay",
            Phrase.of(
                "durations such as 200ms and 5s; the first must not be longer than the second"),
            () -> policy.withDelays(base, longest));
    RetryPolicy limited =
        RETRY.check(
            "retry-after-limit",
            Phrase.of("a duration of 0 to 1 hour, such as 5s"),
            () -> paused.withRetryAfterLimit(limit));
    return RETRY.check(
        "budget", Phrase.of("0 or more, such as 500"), () -> limited.withBudget(budget));
  }

  /** Checks one value after the other, so that the message names the wrong property. */
  static ClosePolicy close(ClientProperties.Close close) {
    ClosePolicy standard = ClosePolicy.standard();
    ClosePolicy first =
        CLOSE.check(
            "deadline",
            Phrase.of("a duration of 1 ms to 1 hour, such as 60s"),
            () -> standard.withDeadline(or(close.deadline(), standard.deadline())));
    ClosePolicy second =
        CLOSE.check(
            "attempts",
            Phrase.of("1 to 20, such as 4"),
            () -> first.withAttempts(or(close.attempts(), standard.attempts())));
    Duration pause = or(close.pause(), standard.pause());
    var unused =
        CLOSE.check(
            "pause",
            Phrase.of("a duration of 0 to 1 minute, such as 1s"),
            () -> second.withPauses(pause, standard.payingPause()));
    ClosePolicy third =
        CLOSE.check(
            "paying-pause",
            Phrase.of("a duration of 0 to 1 hour, such as 5s"),
            () -> second.withPauses(pause, or(close.payingPause(), standard.payingPause())));
    return or(close.closeFirst(), false) ? third.closeFirst() : third;
  }

  private static <T> T or(@Nullable T given, T standard) {
    return Objects.requireNonNullElse(given, standard);
  }
}
