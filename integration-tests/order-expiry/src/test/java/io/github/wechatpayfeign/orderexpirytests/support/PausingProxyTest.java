package io.github.wechatpayfeign.orderexpirytests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PausingProxyTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  static List<Database> databases() {
    return Database.available();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void holdsACallUntilItForwardsAgain(Database database) throws SQLException {
    try (FreshDatabase direct = database.fresh();
        PausingProxy proxy = PausingProxy.to(direct.port());
        Connection connection = connect(direct.through(proxy));
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (number varchar(32) primary key)");

      proxy.pause();
      CompletableFuture<Boolean> call =
          CompletableFuture.supplyAsync(
              () -> executed(statement, "insert into orders values ('A')"));

      assertThat(call).isNotCompleted();
      assertThatThrownBy(() -> call.get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(DatabaseTest.count(direct.dataSource(1))).isZero();

      proxy.resume();

      assertThat(call).succeedsWithin(Duration.ofSeconds(10));
      assertThat(DatabaseTest.count(direct.dataSource(1))).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void letsACallTimeOutWhileItIsPaused(Database database) throws SQLException {
    try (FreshDatabase direct = database.fresh();
        PausingProxy proxy = PausingProxy.to(direct.port());
        Connection connection = connect(direct.through(proxy).withSocketTimeout(TIMEOUT));
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (number varchar(32) primary key)");

      proxy.pause();

      assertThatThrownBy(() -> statement.execute("insert into orders values ('A')"))
          .isInstanceOf(SQLException.class);
      proxy.dropAll();
      proxy.resume();
      assertThat(DatabaseTest.count(direct.dataSource(1))).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void losesTheAnswerOfACommit(Database database) throws SQLException {
    try (FreshDatabase direct = database.fresh();
        PausingProxy proxy = PausingProxy.to(direct.port());
        Connection connection = connect(direct.through(proxy).withSocketTimeout(TIMEOUT));
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (number varchar(32) primary key)");
      connection.setAutoCommit(false);
      statement.execute("insert into orders values ('A')");
      connection.commit();
      statement.execute("insert into orders values ('B')");

      proxy.swallowAnswers();

      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
      assertThat(DatabaseTest.count(direct.dataSource(1))).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, prepareThreshold=0", "MARIADB, useServerPrepStmts=false"})
  void losesTheAnswerOfTheNextCommitThatItSees(Database database, String setting)
      throws SQLException {
    try (FreshDatabase direct = database.fresh();
        PausingProxy proxy = PausingProxy.to(direct.port());
        Connection connection =
            connect(direct.through(proxy).withSocketTimeout(TIMEOUT).withSetting(setting));
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (number varchar(32) primary key)");
      connection.setAutoCommit(false);
      for (int number = 1; number <= 20; number++) {
        statement.execute("insert into orders values ('" + number + "')");
        connection.commit();
      }

      proxy.swallowAnswersAfter("COMMIT");

      statement.execute("insert into orders values ('last')");
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
      assertThat(DatabaseTest.count(direct.dataSource(1))).isEqualTo(21);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void dropsConnectionsAndAcceptsNewOnes(Database database) throws SQLException {
    try (FreshDatabase direct = database.fresh();
        PausingProxy proxy = PausingProxy.to(direct.port());
        Connection connection = connect(direct.through(proxy));
        Statement statement = connection.createStatement()) {
      statement.execute("select 1");

      proxy.dropAll();

      assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
      try (Connection next = connect(direct.through(proxy))) {
        assertThat(next.isValid(1)).isTrue();
      }
    }
  }

  private static Connection connect(FreshDatabase database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  private static boolean executed(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
