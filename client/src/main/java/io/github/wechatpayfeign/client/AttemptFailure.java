package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.RequestNotSignedException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the caller's exception for an attempt that ended by an exception. The record of the attempt
 * decides what may have been sent, not the type of the exception.
 */
final class AttemptFailure {

  private AttemptFailure() {}

  /**
   * Returns the exception for the caller.
   *
   * @param attempt the attempt; it is closed, so that its record is final
   * @param thrown the exception that the HTTP client threw
   */
  static WechatPayException of(Attempt attempt, Throwable thrown) {
    Throwable first = attempt.failure();
    if (first instanceof SigningInterceptor.NotSignedException unsigned && !attempt.maybeSent()) {
      Throwable cause = unsigned.getCause();
      return new RequestNotSignedException(cause == null ? unsigned : cause, attempt.facts());
    }
    IOException network = attempt.timedOut() ? timeout(thrown) : network(first, thrown);
    return network == null
        ? local(first == null ? thrown : first, attempt.maybeSent(), attempt.facts())
        : transport(network, attempt.maybeSent(), attempt.facts());
  }

  /**
   * Returns the failure of the network, or null if something else ended the attempt. When the
   * user's {@code callTimeout} is up, OkHttp wraps any exception in its own, which then says more.
   */
  private static @Nullable IOException network(@Nullable Throwable first, Throwable thrown) {
    if (thrown instanceof InterruptedIOException timeout) {
      return timeout;
    }
    if (first != null) {
      return first instanceof IOException known ? known : null;
    }
    return thrown instanceof IOException known ? known : null;
  }

  /** Returns a timeout; its cause is the exception that the end of the time led to. */
  static IOException timeout(Throwable consequence) {
    InterruptedIOException timeout = new InterruptedIOException("timeout");
    timeout.initCause(consequence);
    return timeout;
  }

  static WechatPayException transport(IOException failure, boolean sent, CallFacts facts) {
    return sent
        ? TransportException.afterSending(failure, facts)
        : TransportException.beforeSending(failure, facts);
  }

  static WechatPayException local(Throwable failure, boolean sent, CallFacts facts) {
    return sent
        ? LocalFailureException.afterSending(failure, facts)
        : LocalFailureException.beforeSending(failure, facts);
  }
}
