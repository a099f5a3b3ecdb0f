package io.github.wechatpayfeign.expiry;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the requests of each close of an expired order, repeated ones among them. Thread-safe. */
final class RequestCounter implements CallListener {

  static final RequestCounter INSTANCE = new RequestCounter();

  private static final ThreadLocal<@Nullable AtomicInteger> REQUESTS = new ThreadLocal<>();

  private RequestCounter() {}

  /** Counts the requests that this thread sends while it does something. */
  static <T> T counting(AtomicInteger requests, Supplier<T> action) {
    REQUESTS.set(requests);
    try {
      return action.get();
    } finally {
      REQUESTS.remove();
    }
  }

  @Override
  public CallObserver started(CallStart call) {
    AtomicInteger requests = REQUESTS.get();
    return new CallObserver() {
      @Override
      public void attempted(AttemptEnd attempt) {
        if (requests != null) {
          requests.incrementAndGet();
        }
      }
    };
  }
}
