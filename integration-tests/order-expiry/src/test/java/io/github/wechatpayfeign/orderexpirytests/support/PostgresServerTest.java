package io.github.wechatpayfeign.orderexpirytests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresServerTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final PostgresServer server = PostgresServer.shared();

  @AfterEach
  void leaveItRunning() {
    server.startAgain();
  }

  @Test
  void keepsWhatWasCommittedWhenItCrashes() throws SQLException {
    try (FreshDatabase orders = Database.POSTGRESQL.fresh();
        var pool = orders.dataSource(2)) {
      DatabaseTest.execute(pool, "create table orders (number varchar(32) primary key)");
      DatabaseTest.execute(pool, "insert into orders values ('committed')");
      try (Connection open = pool.getConnection();
          Statement statement = open.createStatement()) {
        open.setAutoCommit(false);
        statement.execute("insert into orders values ('open')");

        server.crash();

        assertThatThrownBy(open::commit).isInstanceOf(SQLException.class);
      }
      assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);

      server.startAgain();

      Await.until("the pool has a connection again", LIMIT, () -> connects(pool));
      assertThat(DatabaseTest.count(pool)).isEqualTo(1);
    }
  }

  @Test
  void crashesOnlyOnce() {
    server.crash();

    assertThatThrownBy(server::crash).hasMessage("PostgreSQL does not run: it crashed before");
  }

  @ParameterizedTest
  @CsvSource({"fsync, on", "synchronous_commit, on", "full_page_writes, on"})
  void isAsDurableAsAnOrdinaryInstallation(String setting, String value) throws SQLException {
    try (FreshDatabase orders = Database.POSTGRESQL.fresh();
        Connection connection = orders.dataSource(1).getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("show " + setting)) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo(value);
    }
  }

  @Test
  void endsWithAKilledJvm() {
    try (WorkerProcess owner = WorkerProcess.start(PostgresOwner.class)) {
      String line = owner.awaitLine(text -> text.startsWith("data in "), LIMIT);
      Path data = Path.of(line.substring("data in ".length()));
      Path pidFile = PostgresServer.pidFile(data);
      assertThat(pidFile).exists();

      owner.kill();

      Await.until("PostgreSQL has ended", LIMIT, () -> !Files.exists(pidFile));
      ServerFolders.delete(data);
    }
  }

  private static boolean connects(DataSource pool) {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }
}
