package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.settings.SecretFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the timers are. */
final class DatabaseOptions {

  private static final String DEFAULT_TABLE = "wechatpay_order_expiry";

  @Option(
      names = "--jdbc",
      paramLabel = "URL",
      description =
          "The database of the timers, such as jdbc:postgresql://HOST/DATABASE. No message shows"
              + " its properties (WECHATPAY_JDBC).")
  private @Nullable String url;

  @Option(
      names = {"--jdbc-user", "--user"},
      paramLabel = "NAME",
      description = "The user of the database (WECHATPAY_JDBC_USER).")
  private @Nullable String user;

  @Option(
      names = "--jdbc-password",
      paramLabel = "TEXT",
      description =
          "The password of that user. The variable keeps it out of the list of processes. If no"
              + " password is given, the terminal asks for it (WECHATPAY_JDBC_PASSWORD).")
  private @Nullable String password;

  @Option(
      names = "--jdbc-password-file",
      paramLabel = "FILE",
      description =
          "A file whose first line is the password, such as a mounted secret"
              + " (WECHATPAY_JDBC_PASSWORD_FILE).")
  private @Nullable String passwordFile;

  @Option(
      names = "--driver-jar",
      paramLabel = "FILE",
      description =
          "The jar of another JDBC driver, such as that of MySQL or MariaDB. Those of PostgreSQL"
              + " and H2 are built in (WECHATPAY_DRIVER_JAR).")
  private @Nullable Path driverJar;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The table of the timers, by default " + DEFAULT_TABLE + ".")
  private String table = DEFAULT_TABLE;

  /**
   * Returns the database; nothing is connected yet.
   *
   * @param requestsPerSecond the limit of the fleet, for the estimate
   * @throws IllegalArgumentException if a setting is missing or wrong, or there is no driver
   */
  TimerDatabase open(ProcessContext context, int requestsPerSecond) {
    if (url == null) {
      throw new IllegalArgumentException(
          Words.of("Missing: --jdbc (or WECHATPAY_JDBC), such as jdbc:postgresql://HOST/DATABASE"));
    }
    if (password != null && passwordFile != null) {
      throw new IllegalArgumentException(
          Words.of(
              "{0} replaces {1}: give one of them", "--jdbc-password-file", "--jdbc-password"));
    }
    if (user == null && (password != null || passwordFile != null)) {
      throw new IllegalArgumentException(
          Words.of("A password is given without --jdbc-user (or WECHATPAY_JDBC_USER): give both"));
    }
    JdbcUrl database = JdbcUrl.of(url);
    return TimerDatabase.of(database, driverJar, user, password(context), table, requestsPerSecond);
  }

  /** Returns the password of the user; an empty one if there is no user or no password. */
  private String password(ProcessContext context) {
    if (user == null) {
      return "";
    }
    if (password != null) {
      return password;
    }
    if (passwordFile != null) {
      return SecretFile.firstLine(passwordFile);
    }
    char[] typed =
        context
            .terminal()
            .apply(Words.of("Password of {0} (Enter for none): ", String.valueOf(user)));
    return typed == null ? "" : new String(typed);
  }
}
