package io.github.wechatpayfeign.orderexpirytests.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A server that can make an empty database. */
interface DatabaseServer {

  /** Creates an empty database of this name. */
  FreshDatabase create(String name);

  /** Runs one statement in a connection of its own. */
  static void execute(String url, String user, String password, String sql) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + " failed at " + url, e);
    }
  }
}
