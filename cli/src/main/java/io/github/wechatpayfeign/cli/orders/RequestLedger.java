package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests of a run, and those of each order. A listener does not learn the order of a
 * call, but a call begins on the thread of the worker that has the order, so the order is kept in a
 * thread-local. Thread-safe.
 */
final class RequestLedger implements CallListener {

  private final LongAdder requests = new LongAdder();

  @SuppressWarnings("ThreadLocalUsage") // Each run has workers of its own, which end with it.
  private final ThreadLocal<Entry> ofThisThread = new ThreadLocal<>();

  /** Begins an order on this thread. */
  Entry begin() {
    Entry entry = new Entry();
    ofThisThread.set(entry);
    return entry;
  }

  /** Ends the order of this thread. */
  void end() {
    ofThisThread.remove();
  }

  @Override
  public CallObserver started(CallStart call) {
    // A call that begins on another thread counts for the run only.
    Entry entry = ofThisThread.get();
    return entry == null ? new Entry() : entry;
  }

  /** Returns how many requests were sent so far, including those that failed to be sent. */
  long requests() {
    return requests.sum();
  }

  /** The requests about one order. */
  final class Entry implements CallObserver {

    private final AtomicInteger attempts = new AtomicInteger();
    private volatile @Nullable String requestId;

    @Override
    public void attempted(AttemptEnd attempt) {
      attempts.incrementAndGet();
      requests.increment();
    }

    @Override
    public void ended(CallEnd end) {
      requestId = end.requestId();
    }

    int attempts() {
      return attempts.get();
    }

    /** Returns the {@code Request-ID} of the last answer, or null if it has none. */
    @Nullable String requestId() {
      return requestId;
    }
  }
}
