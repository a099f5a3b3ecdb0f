package io.github.wechatpayfeign.orderexpirytests.support;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The databases of the tests. A server starts when a test first needs it, serves all tests of the
 * JVM, and stops when the JVM ends. A main method that uses MariaDB has to call System.exit,
 * because the thread that watches its server keeps a JVM alive.
 */
public enum Database {
  /** PostgreSQL, with the durability of an ordinary installation. */
  POSTGRESQL,
  /** MariaDB, with the durability of an ordinary installation. */
  MARIADB,
  /** H2 in files, served over TCP by this JVM, so that several processes can use it. */
  H2,
  /** A MySQL server that the properties mysql.url, mysql.user and mysql.password name. */
  MYSQL;

  /** Returns the databases that can be had here: MYSQL only if its URL is given. */
  public static List<Database> available() {
    return Arrays.stream(values())
        .filter(database -> database != MYSQL || MySqlServer.isGiven())
        .toList();
  }

  /** Creates an empty database with a name of its own; starts the server if it does not run yet. */
  public FreshDatabase fresh() {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    return server().create(name);
  }

  private DatabaseServer server() {
    return switch (this) {
      case POSTGRESQL -> PostgresServer.shared();
      case MARIADB -> MariaDbServer.shared();
      case H2 -> H2Server.shared();
      case MYSQL -> MySqlServer.given();
    };
  }
}
