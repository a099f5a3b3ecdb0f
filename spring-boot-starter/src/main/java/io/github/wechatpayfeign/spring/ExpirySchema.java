package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.spring.OrderExpiryProperties.InitializeSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import javax.sql.DataSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Creates the tables of expired orders by the schema file of the database, if they are missing. */
final class ExpirySchema {

  private static final List<String> DATABASES = List.of("postgresql", "mysql", "mariadb", "h2");

  private final DataSource dataSource;
  private final OrderExpiryProperties properties;

  ExpirySchema(DataSource dataSource, OrderExpiryProperties properties) {
    this.dataSource = dataSource;
    this.properties = properties;
  }

  /** Creates the tables if the properties say so and there is no table of timers yet. */
  void initialize() {
    if (properties.initializeSchema() == InitializeSchema.NEVER) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      if (isWanted(connection) && !exists(connection, properties.timerTable())) {
        create(connection);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The tables of expired orders cannot be created: " + e.getMessage(), e);
    }
  }

  /**
   * Checks that the tables are there.
   *
   * @throws WrongPropertyException if they are not
   */
  void require() {
    try (Connection connection = dataSource.getConnection()) {
      for (String table : List.of(properties.timerTable(), properties.limitTable())) {
        if (!exists(connection, table)) {
          throw new PropertyCheck("wechatpay.order-expiry")
              .wrong(
                  "initialize-schema",
                  Phrase.of("The table {0} is missing", table),
                  Phrase.of("always, or create the tables as the file {0} does", file(connection)));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The tables of expired orders cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean isWanted(Connection connection) throws SQLException {
    return properties.initializeSchema() == InitializeSchema.ALWAYS
        || connection.getMetaData().getURL().contains(":h2:mem");
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    String sql = "select 1 from " + table + " where 1 = 0";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.executeQuery().close();
      return true;
    } catch (SQLException e) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      return false;
    }
  }

  private void create(Connection connection) throws SQLException {
    try {
      ScriptUtils.executeSqlScript(connection, new ByteArrayResource(script(file(connection))));
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (ScriptException e) {
      // Another process may have created them in this moment.
      if (!exists(connection, properties.timerTable())
          || !exists(connection, properties.limitTable())) {
        throw e;
      }
    }
  }

  private static String file(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return DATABASES.stream()
        .filter(product.toLowerCase(Locale.ROOT)::contains)
        .findFirst()
        .map(database -> "io/github/wechatpayfeign/expiry/" + database + ".sql")
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Timers of orders can be kept in PostgreSQL, MySQL 8, MariaDB or H2, but the"
                        + " database is "
                        + product));
  }

  /** Puts the names of the properties in place of the usual ones; names of indexes follow. */
  private byte[] script(String file) {
    try (InputStream in = OrderExpiry.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The file " + file + " is missing in the class path");
      }
      String timers = properties.timerTable();
      String simple = timers.substring(timers.lastIndexOf('.') + 1);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("\\bwechatpay_order_expiry_", Matcher.quoteReplacement(simple + "_"))
          .replaceAll("\\bwechatpay_order_expiry\\b", Matcher.quoteReplacement(timers))
          .replaceAll(
              "\\bwechatpay_rate_limit\\b", Matcher.quoteReplacement(properties.limitTable()))
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The file " + file + " cannot be read", e);
    }
  }
}
