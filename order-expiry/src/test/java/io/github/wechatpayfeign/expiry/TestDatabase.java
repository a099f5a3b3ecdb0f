package io.github.wechatpayfeign.expiry;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.tools.RunScript;

/**
 * A database of its own in memory, with the tables of the schema file and one of settled orders.
 */
public final class TestDatabase implements AutoCloseable {

  private final HikariDataSource dataSource;

  public TestDatabase() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + "");
    config.setMaximumPoolSize(12);
    dataSource = new HikariDataSource(config);
    try (Connection connection = dataSource.getConnection();
        Reader file =
            new InputStreamReader(
                OrderExpiry.class.getResourceAsStream("h2.sql"), StandardCharsets.UTF_8)) {
      RunScript.execute(connection, file);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
    execute("create table settled (no varchar(32), kind varchar(20))");
  }

  public HikariDataSource dataSource() {
    return dataSource;
  }

  public void execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

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

  @Override
  public void close() {
    dataSource.close();
  }
}
