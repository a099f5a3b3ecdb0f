package io.github.wechatpayfeign.orderexpirytests.support;

import java.sql.SQLException;
import java.util.Arrays;

/** A worker process that inserts orders: URL, user, password, numbers. */
final class InsertingWorker {

  private InsertingWorker() {}

  public static void main(String[] arguments) throws SQLException {
    ParentWatch.start();
    try (FreshDatabase orders = new FreshDatabase(arguments[0], arguments[1], arguments[2]);
        var pool = orders.dataSource(2)) {
      for (String number : Arrays.asList(arguments).subList(3, arguments.length)) {
        DatabaseTest.execute(pool, "insert into orders values ('" + number + "')");
        System.out.println("inserted " + number);
      }
    }
  }
}
