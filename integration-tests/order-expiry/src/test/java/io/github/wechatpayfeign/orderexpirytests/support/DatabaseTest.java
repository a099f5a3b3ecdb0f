package io.github.wechatpayfeign.orderexpirytests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  static List<Database> databases() {
    return Database.available();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void givesEachTestADatabaseOfItsOwn(Database database) throws SQLException {
    try (FreshDatabase one = database.fresh();
        FreshDatabase other = database.fresh()) {
      execute(one.dataSource(), "create table orders (number varchar(32) primary key)");
      execute(one.dataSource(), "insert into orders values ('A')");
      execute(other.dataSource(), "create table orders (number varchar(32) primary key)");

      assertThat(count(one.dataSource())).isEqualTo(1);
      assertThat(count(other.dataSource())).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void servesAnotherProcessToo(Database database) throws SQLException {
    try (FreshDatabase orders = database.fresh()) {
      execute(orders.dataSource(), "create table orders (number varchar(32) primary key)");
      try (WorkerProcess worker =
          WorkerProcess.start(
              InsertingWorker.class, orders.url(), orders.user(), orders.password(), "A", "B")) {
        assertThat(worker.awaitExit(LIMIT)).as(worker::toString).isZero();
        assertThat(worker.lines()).containsExactly("inserted A", "inserted B");
      }

      assertThat(count(orders.dataSource())).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void waitsThreeSecondsForAConnectionAtMost(Database database) throws SQLException {
    try (FreshDatabase orders = database.fresh();
        var pool = orders.dataSource(1);
        Connection only = pool.getConnection()) {
      assertThat(only.isValid(1)).isTrue();
      assertThatThrownBy(pool::getConnection)
          .isInstanceOf(SQLTransientConnectionException.class)
          .hasMessageContaining("request timed out after 3");
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void listensAtTheLoopbackAddressAlone(Database database) throws IOException {
    assumeTrue(database != Database.MYSQL, "a server that is not of this test");
    Path ipv4 = Path.of("/proc/net/tcp");
    assumeTrue(Files.isReadable(ipv4), "Linux lists its sockets there");
    try (FreshDatabase orders = database.fresh()) {
      List<String> listening = new ArrayList<>();
      for (Path sockets : List.of(ipv4, Path.of("/proc/net/tcp6"))) {
        if (Files.isReadable(sockets)) {
          listening.addAll(listenersAt(orders.port(), sockets));
        }
      }
      // 127.0.0.1 in the order of a little-endian machine, perhaps as an address of IPv6.
      assertThat(listening).singleElement().isIn("0100007F", "0000000000000000FFFF00000100007F");
    }
  }

  @Test
  void namesWhatATestOfMySqlNeeds() {
    assumeTrue(!MySqlServer.isGiven());

    assertThat(Database.available()).doesNotContain(Database.MYSQL);
    assertThatThrownBy(Database.MYSQL::fresh).hasMessageContaining("-Dmysql.url=");
  }

  private static List<String> listenersAt(int port, Path sockets) throws IOException {
    String end = String.format(Locale.ROOT, ":%04X", port);
    return Files.readAllLines(sockets).stream()
        .map(line -> line.strip().split("\\s+", -1))
        // State 0A listens.
        .filter(fields -> fields[1].endsWith(end) && fields[3].equals("0A"))
        .map(fields -> fields[1].substring(0, fields[1].indexOf(':')))
        .toList();
  }

  static void execute(DataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static int count(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from orders")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
