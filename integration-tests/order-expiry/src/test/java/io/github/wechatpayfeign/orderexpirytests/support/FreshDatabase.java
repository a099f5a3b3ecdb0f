package io.github.wechatpayfeign.orderexpirytests.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database of one test: how to reach it, and pools of connections to it. A worker process gets
 * the URL, the user and the password as arguments, and makes its own instance of them.
 */
public final class FreshDatabase implements AutoCloseable {

  /** How long a pool waits for a connection. */
  public static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

  private static final int DEFAULT_POOL_SIZE = 10;
  private static final Pattern HOST_AND_PORT = Pattern.compile("//([^/:]+):(\\d+)");

  private final String url;
  private final String user;
  private final String password;
  private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();

  /** Names a database that exists. */
  public FreshDatabase(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
    // Fails now instead of at the first use of a proxy.
    hostAndPort();
  }

  /** The JDBC URL. */
  public String url() {
    return url;
  }

  /** The user. */
  public String user() {
    return user;
  }

  /** The password, which may be empty. */
  public String password() {
    return password;
  }

  /** The port of the server, or of the proxy before it. */
  public int port() {
    return Integer.parseInt(hostAndPort().group(2));
  }

  /** Returns the same database by way of a proxy; each has pools of its own. */
  public FreshDatabase through(PausingProxy proxy) {
    return new FreshDatabase(
        hostAndPort().replaceFirst("//127.0.0.1:" + proxy.port()), user, password);
  }

  /**
   * Returns the same database with a limit on how long a connection waits for an answer. Without
   * one, a call waits as long as the proxy is paused. PostgreSQL takes whole seconds.
   */
  public FreshDatabase withSocketTimeout(Duration timeout) {
    if (isH2()) {
      return withSetting("NETWORK_TIMEOUT=" + timeout.toMillis());
    }
    boolean seconds = url.startsWith("jdbc:postgresql:");
    return withSetting("socketTimeout=" + (seconds ? timeout.toSeconds() : timeout.toMillis()));
  }

  /**
   * Returns the same database, whose server ends a transaction in which nothing happens: that of a
   * process that stands still in its middle keeps rows locked. H2 has no such limit.
   */
  public FreshDatabase withIdleTransactionTimeout(Duration timeout) {
    if (isH2()) {
      return this;
    }
    return withSetting(
        url.startsWith("jdbc:postgresql:")
            ? "options=-c%20idle_in_transaction_session_timeout=" + timeout.toMillis()
            : "sessionVariables=idle_transaction_timeout=" + timeout.toSeconds());
  }

  /** Returns the same database with a setting of its driver, for example prepareThreshold=0. */
  public FreshDatabase withSetting(String setting) {
    String separator = isH2() ? ";" : url.contains("?") ? "&" : "?";
    return new FreshDatabase(url + separator + setting, user, password);
  }

  private boolean isH2() {
    return url.startsWith("jdbc:h2:");
  }

  /** Opens a pool of at most 10 connections, which ends with this database. */
  public HikariDataSource dataSource() {
    return dataSource(DEFAULT_POOL_SIZE);
  }

  /** Opens a pool of at most this many connections, which ends with this database. */
  public HikariDataSource dataSource(int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    HikariDataSource pool = new HikariDataSource(config);
    pools.add(pool);
    return pool;
  }

  private Matcher hostAndPort() {
    Matcher matcher = HOST_AND_PORT.matcher(url);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "The JDBC URL names no host and port: " + url + "; write //127.0.0.1:3306/");
    }
    return matcher;
  }

  /** Closes the pools. The database itself goes when its server stops. */
  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
  }
}
