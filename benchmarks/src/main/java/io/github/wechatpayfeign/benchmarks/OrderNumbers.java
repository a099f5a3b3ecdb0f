package io.github.wechatpayfeign.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers of orders that are open until they are closed; no process gives one twice. */
public final class OrderNumbers {

  private final AtomicLong next = new AtomicLong(ProcessHandle.current().pid() << 32);

  /** Returns the next number. */
  public String next() {
    return "D-" + next.getAndIncrement();
  }
}
