package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.KeyLeaks;
import io.github.wechatpayfeign.cli.console.NetworkFailure;
import io.github.wechatpayfeign.cli.console.TimeLimit;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes findings about one subject, and passes each on at once. It turns exceptions into findings,
 * so a failed check never ends the checkup.
 *
 * @param subject the host, or null for this machine's settings
 */
record Findings(@Nullable String subject, Consumer<Finding> sink) {

  void ok(String check, String message) {
    add(check, FindingStatus.OK, message, null, null);
  }

  void warning(String check, String message, String fix) {
    add(check, FindingStatus.WARNING, message, fix, null);
  }

  void failure(String check, String message, String fix) {
    add(check, FindingStatus.FAILURE, message, fix, null);
  }

  void skipped(String check, String why) {
    add(check, FindingStatus.SKIPPED, why, null, null);
  }

  /**
   * Makes something from the settings. If they are wrong, adds a failure with the message of the
   * exception, and returns null.
   */
  <T> @Nullable T checkSetting(
      String check, Supplier<T> what, Function<T, String> message, String fix) {
    try {
      T made = what.get();
      ok(check, message.apply(made));
      return made;
    } catch (IllegalArgumentException | IllegalStateException wrong) {
      failure(check, String.valueOf(wrong.getMessage()), fix);
      return null;
    }
  }

  /**
   * Takes a step on the network. If it fails or does not end in time, adds a failure, and returns
   * null. What the failure itself suggests is a better fix than the given one.
   */
  <T> @Nullable T checkStep(
      String check, Callable<T> step, Function<T, String> message, String fix) {
    long start = System.nanoTime();
    try {
      T reached = TimeLimit.within(step);
      add(check, FindingStatus.OK, message.apply(reached), null, millisSince(start));
      return reached;
    } catch (IOException e) {
      add(
          check,
          FindingStatus.FAILURE,
          NetworkFailure.inWords(e),
          Objects.requireNonNullElse(NetworkFailure.remedy(e), fix),
          millisSince(start));
      return null;
    }
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** The only way out for all findings, so no key gets past this line. */
  private void add(
      String check,
      FindingStatus status,
      String message,
      @Nullable String fix,
      @Nullable Long millis) {
    sink.accept(new Finding(check, subject, status, KeyLeaks.hidden(message), fix, millis));
  }
}
