package io.github.wechatpayfeign.expiry;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MariaDBJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import javax.sql.DataSource;

/** The databases that timers can be kept in, and how they differ. */
enum Database {
  POSTGRESQL("select clock_timestamp()", new PostgreSqlJdbcCustomization(false, false), true),
  MYSQL("select utc_timestamp(6)", new MySQL8JdbcCustomization(true), true),
  MARIADB("select utc_timestamp(6)", new MariaDBJdbcCustomization(true), false),
  H2("select current_timestamp", new DefaultJdbcCustomization(false), false);

  private final String now;

  @SuppressWarnings("ImmutableEnumChecker") // None of these has a state.
  private final JdbcCustomization columns;

  private final boolean skipsLocked;

  Database(String now, JdbcCustomization columns, boolean skipsLocked) {
    this.now = now;
    this.columns = columns;
    this.skipsLocked = skipsLocked;
  }

  /**
   * Returns the database of a connection.
   *
   * @throws IllegalStateException if it is not one of these
   */
  static Database of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    for (Database database : values()) {
      if (product.toUpperCase(Locale.ROOT).contains(database.name())) {
        return database;
      }
    }
    throw new IllegalStateException(
        "Timers of orders can be kept in PostgreSQL, MySQL 8, MariaDB or H2, but the database is "
            + product);
  }

  /** Returns how the engine reads and writes its columns. */
  JdbcCustomization columns() {
    return columns;
  }

  /** Returns whether the engine picks rows by {@code for update skip locked}. */
  boolean skipsLocked() {
    return skipsLocked;
  }

  /** Returns the connections that the engine picks rows with. */
  DataSource forEngine(DataSource pool) {
    return this == MYSQL ? new ReadCommittedDataSource(pool) : pool;
  }

  /** Returns the time of the database. */
  Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(now)) {
      result.next();
      return this == MYSQL || this == MARIADB
          ? result.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC)
          : result.getObject(1, OffsetDateTime.class).toInstant();
    }
  }
}
