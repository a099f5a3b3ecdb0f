package io.github.wechatpayfeign.orderexpirytests.support;

/** A process that has a PostgreSQL server of its own until it is killed. */
final class PostgresOwner {

  private PostgresOwner() {}

  public static void main(String[] arguments) throws InterruptedException {
    ParentWatch.start();
    System.out.println("data in " + PostgresServer.shared().data());
    Thread.currentThread().join();
  }
}
