package io.github.wechatpayfeign.expiry;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sees the requests of each close of an expired order, repeated ones among them. Thread-safe. */
final class RequestCounter implements CallListener {

  static final RequestCounter INSTANCE = new RequestCounter();

  /** Observes a call that closes no expired order. */
  private static final CallObserver OTHER_CALL = new CallObserver() {};

  private static final ThreadLocal<@Nullable Requests> CURRENT = new ThreadLocal<>();

  private RequestCounter() {}

  /** The requests of one close. */
  static final class Requests implements CallObserver {

    private final AtomicInteger count = new AtomicInteger();
    private final Runnable whenLimited;

    /**
     * Creates a record.
     *
     * @param whenLimited runs for each request that is told FREQUENCY_LIMITED
     */
    Requests(Runnable whenLimited) {
      this.whenLimited = whenLimited;
    }

    int count() {
      return count.get();
    }

    @Override
    public void attempted(AttemptEnd attempt) {
      count.incrementAndGet();
      WechatPayException failure = attempt.failure();
      if (failure != null && FailedCloses.isLimited(failure)) {
        whenLimited.run();
      }
    }
  }

  /** Records the requests that this thread sends while it does something. */
  static <T> T recording(Requests requests, Supplier<T> action) {
    CURRENT.set(requests);
    try {
      return action.get();
    } finally {
      CURRENT.remove();
    }
  }

  @Override
  public CallObserver started(CallStart call) {
    Requests requests = CURRENT.get();
    return requests == null ? OTHER_CALL : requests;
  }
}
