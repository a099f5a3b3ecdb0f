package io.github.wechatpayfeign.orderexpirytests.support;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A worker process that counts until it is stopped. */
final class CountingWorker {

  private CountingWorker() {}

  public static void main(String[] arguments) {
    ParentWatch.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("goodbye")));
    System.err.println("odd=" + System.getProperty("odd", "no"));
    for (int number = 1; ; number++) {
      System.out.println(number);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
