package io.github.wechatpayfeign.simulator.internal.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.OversizedAnswer;
import io.github.wechatpayfeign.simulator.fault.TruncatedAnswer;
import io.github.wechatpayfeign.simulator.gateway.HandledRequest;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.http.ReplyWriter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Stores the newest requests with their answers, and lets callers wait for the next one. */
public final class HandledLog {
  private static final JsonMapper JSON = new JsonMapper();

  private final int capacity;
  private final Clock clock;
  private final Deque<HandledRequest> newest = new ArrayDeque<>();
  private long sequence;
  private boolean closed;

  public HandledLog(int capacity, Clock clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  /** Stores a request before its answer is sent, so a client that got the answer finds it here. */
  void add(ReceivedRequest request, ReplyWriter reply, Optional<Fault> fault) {
    int status = reply instanceof GatewayAnswer answer ? answer.status() : statusOf(fault);
    JsonNode body =
        reply instanceof GatewayAnswer answer ? bodyOf(answer) : MissingNode.getInstance();
    String code = body.path("code").asText("");
    String message = body.path("message").asText("");
    String struck = fault.map(Fault::toString).orElse("");
    synchronized (this) {
      sequence++;
      newest.addLast(
          new HandledRequest(sequence, clock.instant(), request, status, code, message, struck));
      if (newest.size() > capacity) {
        newest.removeFirst();
      }
      notifyAll();
    }
  }

  /** Returns the status of an answer that is not written as a whole. */
  private static int statusOf(Optional<Fault> fault) {
    return fault
        .map(
            one ->
                one instanceof TruncatedAnswer truncated
                    ? truncated.status()
                    : one instanceof OversizedAnswer oversized ? oversized.status() : 0)
        .orElse(0);
  }

  private static JsonNode bodyOf(GatewayAnswer answer) {
    if (answer.status() == 200 || answer.body().length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  public synchronized List<HandledRequest> after(long number) {
    // From the end, because those who follow the requests ask for a few of many.
    List<HandledRequest> some = new ArrayList<>();
    Iterator<HandledRequest> backwards = newest.descendingIterator();
    while (backwards.hasNext()) {
      HandledRequest request = backwards.next();
      if (request.sequence() <= number) {
        break;
      }
      some.add(request);
    }
    Collections.reverse(some);
    return List.copyOf(some);
  }

  /** Returns the same as {@link #after}, but waits in real time until there is something. */
  public synchronized List<HandledRequest> await(long number, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    long left = limit.toNanos();
    try {
      while (after(number).isEmpty() && left > 0 && !closed) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return after(number);
  }

  public synchronized void clear() {
    newest.clear();
  }

  /** Ends all waiting. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
