package io.github.wechatpayfeign.integrationtests.promises;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Follows calls, and counts how they are told to end. Thread-safe. */
final class EndCounter implements CallListener {

  private final AtomicInteger started = new AtomicInteger();
  private final List<CallEnd> ends = new CopyOnWriteArrayList<>();
  private final AtomicInteger attemptsAfterEnd = new AtomicInteger();
  private volatile int endsWhenSeen = -1;

  @Override
  public CallObserver started(CallStart call) {
    started.incrementAndGet();
    return new CallObserver() {
      @Override
      public void attempted(AttemptEnd attempt) {
        if (!ends.isEmpty()) {
          attemptsAfterEnd.incrementAndGet();
        }
      }

      @Override
      public void ended(CallEnd end) {
        ends.add(end);
      }
    };
  }

  /** The caller sees the result of the call only after this counter was told about its end. */
  void resultIsSeen() {
    endsWhenSeen = ends.size();
  }

  /** Waits a short time for the ends of all calls; a promise reports an end that never comes. */
  void awaitEnds() {
    long start = System.nanoTime();
    while (ends.size() < started.get() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  int started() {
    return started.get();
  }

  List<CallEnd> ends() {
    return ends;
  }

  int endsWhenSeen() {
    return endsWhenSeen;
  }

  int attemptsAfterEnd() {
    return attemptsAfterEnd.get();
  }

  @Nullable CallEnd end() {
    return ends.isEmpty() ? null : ends.get(0);
  }
}
