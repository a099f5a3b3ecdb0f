package io.github.wechatpayfeign.simulator.internal.traffic;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Counts all requests and stores the newest ones. */
public final class RequestLog {
  private final int capacity;
  private final Deque<ReceivedRequest> newest = new ArrayDeque<>();
  private long count;

  public RequestLog(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(ReceivedRequest request) {
    count++;
    newest.addLast(request);
    if (newest.size() > capacity) {
      newest.removeFirst();
    }
  }

  public synchronized void clear() {
    newest.clear();
    count = 0;
  }

  public synchronized List<ReceivedRequest> newest() {
    return List.copyOf(newest);
  }

  public synchronized long count() {
    return count;
  }
}
