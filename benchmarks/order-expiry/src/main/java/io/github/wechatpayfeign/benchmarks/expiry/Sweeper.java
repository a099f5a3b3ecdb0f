package io.github.wechatpayfeign.benchmarks.expiry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process with a scheduled job, as many shops have it: it reads the orders that are due, at most
 * 1000, and closes one after the other, each in a transaction that changes nothing if the order
 * does not wait any more. It reads one command a line: {@code start URL}, {@code sweep}, {@code
 * counts} or {@code stop}, and prints one line for each.
 */
final class Sweeper {

  private static final String DUE =
      "select no from orders where state = 'WAITING' and time_expire <= now()"
          + " order by time_expire limit 1000";

  private final HikariDataSource pool = new HikariDataSource();
  private final AtomicLong closes = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();

  private Sweeper() {}

  public static void main(String[] arguments) throws Exception {
    Sweeper sweeper = new Sweeper();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(sweeper.obey(line.split(" ", -1)));
    }
  }

  private String obey(String[] words) throws SQLException {
    switch (words[0]) {
      case "start" -> {
        pool.setJdbcUrl(words[1]);
        pool.setMaximumPoolSize(1);
      }
      case "sweep" -> sweep();
      case "stop" -> pool.close();
      case "counts" -> {}
      default -> throw new IllegalArgumentException("unknown: " + words[0]);
    }
    return "settled=%d closes=%d".formatted(settled.get(), closes.get());
  }

  private void sweep() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      for (String no : due(connection)) {
        // The close itself is answered at once, as for the workers.
        closes.incrementAndGet();
        connection.setAutoCommit(false);
        if (Settlement.settle(connection, no, "CLOSED")) {
          settled.incrementAndGet();
        }
        connection.commit();
        connection.setAutoCommit(true);
      }
    }
  }

  private static List<String> due(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(DUE);
        ResultSet rows = select.executeQuery()) {
      List<String> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getString(1));
      }
      return numbers;
    }
  }
}
