package io.github.wechatpayfeign.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Counts all requests and stores the newest ones. */
final class RequestLog {
  private final int capacity;
  private final Deque<ReceivedRequest> newest = new ArrayDeque<>();
  private long count;

  RequestLog(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(ReceivedRequest request) {
    count++;
    newest.addLast(request);
    if (newest.size() > capacity) {
      newest.removeFirst();
    }
  }

  synchronized void clear() {
    newest.clear();
    count = 0;
  }

  synchronized List<ReceivedRequest> newest() {
    return List.copyOf(newest);
  }

  synchronized long count() {
    return count;
  }
}
