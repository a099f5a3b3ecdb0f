package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.RequestNotSignedException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** Says what it means that an attempt ended by an exception: its record decides, not the type. */
final class AttemptFailure {

  private AttemptFailure() {}

  /**
   * Returns the exception for the caller.
   *
   * @param attempt the attempt, closed: so what it says about bytes that may have left is final
   * @param thrown what came out of the HTTP client
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
   * Returns what the network did, or null if something else broke the attempt. OkHttp wraps any
   * exception when a time limit of the user's for the whole call is up: then its own says more.
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

  /** Returns the failure of what ended because time was up, whatever came of that. */
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
