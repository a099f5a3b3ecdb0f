package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.RunScript;
import org.h2.tools.Server;

/**
 * The shop's database: H2 in a file, which this process opens and serves on loopback to the
 * workers. The journal has no key on purpose: an order that is settled twice has two rows.
 */
final class DemoDatabase implements AutoCloseable {

  static final String USER = "sa";

  private static final String NAME = "expiry";
  private static final int CONNECTIONS = 24;
  private static final String OPTIONS = "DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";

  private static final String TABLES =
      """
      create table demo_order (no varchar(32) primary key);
      create table demo_stock (item int primary key, available int not null);
      create table demo_journal (no varchar(32) not null, kind varchar(20) not null,
        worker int not null);
      """;

  /** Several rows, because workers that change the same row wait for each other. */
  private static final int ITEMS = 16;

  private final String password = UUID.randomUUID().toString();
  private final JdbcConnectionPool pool;
  private final Server server;

  /**
   * Creates the database.
   *
   * @throws IllegalArgumentException if the folder cannot be used or has one already
   */
  DemoDatabase(Path folder) {
    // H2 would listen at all addresses. It reads this once, before its first server.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    Path file = folder.resolve(NAME + ".mv.db");
    if (folder.toString().indexOf(';') >= 0) {
      throw new IllegalArgumentException("H2 takes no folder with a semicolon: give another one");
    }
    if (Files.exists(file)) {
      throw new IllegalArgumentException(
          file + " is the database of an earlier demo: delete it, or give another --directory");
    }
    this.pool =
        pool("jdbc:h2:file:" + folder.resolve(NAME) + ";DB_CLOSE_DELAY=-1;" + OPTIONS, password);
    try {
      createTables();
      this.server =
          Server.createTcpServer("-tcpPort", "0", "-ifExists", "-baseDir", folder.toString())
              .start();
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          "H2 cannot be started in " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Returns a pool of connections to the database, for the demo or one of its workers. */
  static JdbcConnectionPool pool(String url, String password) {
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, USER, password);
    pool.setMaxConnections(CONNECTIONS);
    return pool;
  }

  private void createTables() throws SQLException {
    try (Connection connection = pool.getConnection();
        InputStream schema =
            Objects.requireNonNull(OrderExpiry.class.getResourceAsStream("h2.sql"), "h2.sql");
        Reader timers = new InputStreamReader(schema, StandardCharsets.UTF_8);
        Reader shop = new StringReader(TABLES)) {
      RunScript.execute(connection, timers);
      RunScript.execute(connection, shop);
      for (int item = 0; item < ITEMS; item++) {
        update(connection, "insert into demo_stock values (?, 0)", Integer.toString(item));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  DataSource dataSource() {
    return pool;
  }

  /** Returns the URL for other processes. */
  String url() {
    return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + NAME + ";" + OPTIONS;
  }

  String password() {
    return password;
  }

  /** Writes an order and takes it from the stock, in the caller's transaction. */
  static void place(Transactions transactions, String outTradeNo) throws SQLException {
    boolean unused =
        transactions.join(
            connection -> {
              update(connection, "insert into demo_order values (?)", outTradeNo);
              return addStock(connection, outTradeNo, -1);
            });
  }

  /** Journals an order, and puts it back into the stock if it was not sold, in the same way. */
  static void settle(
      Transactions transactions, String outTradeNo, String kind, boolean sold, int worker)
      throws SQLException {
    boolean unused =
        transactions.join(
            connection -> {
              update(
                  connection,
                  "insert into demo_journal values (?, ?, ?)",
                  outTradeNo,
                  kind,
                  Integer.toString(worker));
              return sold || addStock(connection, outTradeNo, 1);
            });
  }

  private static boolean addStock(Connection connection, String outTradeNo, int amount)
      throws SQLException {
    update(
        connection,
        "update demo_stock set available = available + ? where item = ?",
        Integer.toString(amount),
        Integer.toString(Math.floorMod(outTradeNo.hashCode(), ITEMS)));
    return true;
  }

  private static void update(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  /** Returns all rows of the journal. */
  List<DemoComparison.Entry> journal() throws SQLException {
    List<DemoComparison.Entry> entries = new ArrayList<>();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select no, kind from demo_journal")) {
      while (rows.next()) {
        entries.add(new DemoComparison.Entry(rows.getString(1), rows.getString(2)));
      }
    }
    return entries;
  }

  /** Returns how many orders are missing in the stock. */
  long sold() throws SQLException {
    return -count("select sum(available) from demo_stock");
  }

  long settled() throws SQLException {
    return count("select count(*) from demo_journal");
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Ends the server and closes the file. A kept file has no password, since its content is only
   * simulated.
   */
  @Override
  public void close() {
    server.stop();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter user " + USER + " set password ''");
      statement.execute("shutdown");
    } catch (SQLException closedAlready) {
      // The file is left as it is; H2 recovers it when it is opened.
      return;
    } finally {
      pool.dispose();
    }
  }
}
