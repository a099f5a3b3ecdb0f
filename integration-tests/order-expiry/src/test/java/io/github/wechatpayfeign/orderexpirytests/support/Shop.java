package io.github.wechatpayfeign.orderexpirytests.support;

import com.zaxxer.hikari.HikariDataSource;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.OrderExpiryBuilder;
import io.github.wechatpayfeign.expiry.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A small shop: orders with their timers, a journal of what became of them, and a stock. Each order
 * takes one piece of the stock. Whatever settles an order writes one line of the journal, and gives
 * the piece back or not, in the transaction that deletes the timer. The journal takes the same
 * order twice, so that a second settlement is seen.
 */
public final class Shop implements AutoCloseable {

  private static final Pattern END = Pattern.compile(";\\s*");

  private final FreshDatabase database;
  private final HikariDataSource dataSource;
  private final Transactions transactions;

  /** Opens a shop whose tables exist. */
  public Shop(FreshDatabase database) {
    this.database = database;
    this.dataSource = database.dataSource(16);
    this.transactions = Transactions.of(dataSource);
  }

  /** Opens a shop in an empty database: creates its tables, those of the schema file among them. */
  public static Shop create(Database kind) {
    FreshDatabase database = kind.fresh();
    Shop shop = new Shop(database);
    END.splitAsStream(schema(kind)).forEach(shop::execute);
    String binary =
        kind == Database.MARIADB || kind == Database.MYSQL
            ? " character set utf8mb4 collate utf8mb4_bin"
            : "";
    shop.execute(
        "create table orders (no varchar(32)"
            + binary
            + " primary key, state varchar(20) not null)");
    shop.execute(
        "create table journal (no varchar(32)" + binary + " not null, kind varchar(20) not null)");
    shop.execute("create table stock (id int primary key, pieces bigint not null)");
    shop.execute("insert into stock values (1, 0)");
    return shop;
  }

  /** Returns the text of the schema file of a database. */
  public static String schema(Database kind) {
    String name = kind.name().toLowerCase(Locale.ROOT) + ".sql";
    try (InputStream file = OrderExpiry.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public FreshDatabase database() {
    return database;
  }

  public HikariDataSource dataSource() {
    return dataSource;
  }

  public Transactions transactions() {
    return transactions;
  }

  /** Returns a builder with this shop's handler. */
  public OrderExpiryBuilder expiry() {
    return OrderExpiry.builder(dataSource, transactions).handler(this::settleExpired);
  }

  /** Places an order and sets its timer, in one transaction. */
  public void place(OrderExpiry expiry, String no, Instant timeExpire) {
    inTransaction(
        connection -> {
          update(connection, "insert into orders values (?, 'WAITING')", no);
          expiry.closeAt(no, timeExpire);
          return true;
        });
  }

  /** Places orders whose time is over, 100 a transaction. */
  public void placeDue(OrderExpiry expiry, List<String> numbers) {
    Instant over = Instant.now().minusSeconds(3600);
    for (int from = 0; from < numbers.size(); from += 100) {
      List<String> part = numbers.subList(from, Math.min(from + 100, numbers.size()));
      inTransaction(
          connection -> {
            for (String no : part) {
              update(connection, "insert into orders values (?, 'WAITING')", no);
              expiry.closeAt(no, over);
            }
            return true;
          });
    }
  }

  /** Handles a notification of a payment: delivers the order, unless it was settled before. */
  public boolean paid(OrderExpiry expiry, String no) {
    return inTransaction(
        connection -> {
          if (!expiry.settle(no)) {
            return false;
          }
          write(connection, no, "NOTIFIED", false);
          return true;
        });
  }

  /** Settles an order that its user cancelled, as a decisive close found it. */
  public boolean cancelled(OrderExpiry expiry, String no, CloseDecision decision) {
    return inTransaction(
        connection -> {
          if (!expiry.settle(no)) {
            return false;
          }
          write(connection, no, decision);
          return true;
        });
  }

  /** The handler of expired orders. */
  public void settleExpired(ExpiredOrder order, CloseDecision decision) throws SQLException {
    boolean unused =
        transactions.join(
            connection -> {
              write(connection, order.outTradeNo(), decision);
              return true;
            });
  }

  private static void write(Connection connection, String no, CloseDecision decision)
      throws SQLException {
    Kind kind = decision.kind();
    write(connection, no, kind.name(), kind != Kind.PAID && kind != Kind.REFUNDED);
  }

  private static void write(Connection connection, String no, String kind, boolean released)
      throws SQLException {
    update(connection, "insert into journal values (?, '" + kind + "')", no);
    update(connection, "update orders set state = '" + kind + "' where no = ?", no);
    if (released) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("update stock set pieces = pieces + 1 where id = 1");
      }
    }
  }

  private static void update(Connection connection, String sql, String no) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, no);
      statement.executeUpdate();
    }
  }

  /** Runs work in a transaction of the shop. */
  public <T> T inTransaction(Transactions.Work<T> work) {
    try {
      return transactions.begin(work);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a statement in a transaction of its own. */
  public void execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the time of the database, PostgreSQL's. */
  public Instant now() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the number that a query returns. */
  public long count(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the different strings that a query returns. */
  public Set<String> strings(String sql) {
    Set<String> strings = new TreeSet<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
      return strings;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns how many settlements the journal has. */
  public long settled() {
    return count("select count(*) from journal");
  }

  /** Returns how many timers there are. */
  public long timers() {
    return count("select count(*) from wechatpay_order_expiry");
  }

  /** Returns how many pieces were given back. */
  public long released() {
    return count("select pieces from stock");
  }

  /** Returns the settlements of each order: none if it was lost, two if it was settled twice. */
  public Map<String, List<String>> journal() {
    Map<String, List<String>> journal = new TreeMap<>();
    String sql = "select o.no, j.kind from orders o left join journal j on j.no = o.no";
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> kinds = journal.computeIfAbsent(rows.getString(1), no -> new ArrayList<>());
        if (rows.getString(2) != null) {
          kinds.add(rows.getString(2));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return journal;
  }

  @Override
  public void close() {
    dataSource.close();
    database.close();
  }
}
