package io.github.wechatpayfeign.cli.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.Transactions;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A look at the timers of a real fleet, in an H2 database whose user has a password. */
class TimersTest {

  private static final String PASSWORD = "hunter2-" + UUID.randomUUID();

  @TempDir Path folder = Path.of("");

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  private final JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", PASSWORD);
  private final Transactions transactions = Transactions.of(pool);
  private final OrderExpiry expiry =
      OrderExpiry.builder(pool, transactions)
          .closer(
              order -> {
                throw new IllegalArgumentException("The mchid of this order is wrong");
              })
          .handler((order, decision) -> {})
          .policy(ExpiryPolicy.standard().withGrace(Duration.ZERO))
          .pollInterval(Duration.ofMillis(20))
          .build();

  private final Map<String, String> environment =
      Map.of(
          "WECHATPAY_JDBC", url,
          "WECHATPAY_JDBC_USER", "sa",
          "WECHATPAY_JDBC_PASSWORD", PASSWORD);

  @BeforeEach
  void createTables() throws Exception {
    try (Connection connection = pool.getConnection();
        Reader schema =
            new InputStreamReader(
                OrderExpiry.class.getResourceAsStream("h2.sql"), StandardCharsets.UTF_8)) {
      RunScript.execute(connection, schema);
    }
  }

  @AfterEach
  void stop() throws Exception {
    expiry.close();
    try (Connection connection = pool.getConnection()) {
      connection.createStatement().execute("shutdown");
    } finally {
      pool.dispose();
    }
  }

  private void closeAt(String outTradeNo, Instant timeExpire) throws Exception {
    boolean unused =
        transactions.begin(
            connection -> {
              expiry.closeAt(outTradeNo, timeExpire);
              return true;
            });
  }

  /** Lets a worker park an order, because its close fails for a reason of the order. */
  private void park(String outTradeNo) throws Exception {
    closeAt(outTradeNo, Instant.parse("2026-11-23T08:00:00Z"));
    expiry.start();
    long start = System.nanoTime();
    while (expiry.progress().parked() == 0) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    expiry.close();
  }

  @Test
  void countsWhatWaitsAndWhatIsDue() throws Exception {
    closeAt("ORDER-1", Instant.now().minusSeconds(90));
    closeAt("ORDER-2", Instant.now().minusSeconds(30));
    closeAt("ORDER-LATER", Instant.now().plusSeconds(3600));

    CliRun text = CliRun.of(environment, "expiry", "status", "--requests-per-second", "1");
    CliRun json = CliRun.of(environment, "expiry", "status", "--json");

    assertThat(text.lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("waiting  1"),
            line -> assertThat(line).matches("due      2, the oldest for 1 min 3\\d s"),
            line -> assertThat(line).isEqualTo("parked   0"),
            line ->
                assertThat(line).matches("end      20.*Z at the earliest, in 4 s at 1 requests/s"));
    assertThat(text.exitCode()).isZero();
    assertThat(text.err()).isEmpty();
    assertThat(json.objects()).hasSize(1);
    assertThat(json.objects().get(0).path("due").asInt()).isEqualTo(2);
    assertThat(json.objects().get(0).path("waiting").asInt()).isEqualTo(1);
    assertThat(json.objects().get(0).path("oldest_due_seconds").asInt()).isBetween(90, 110);
    assertThat(json.objects().get(0).path("estimated_seconds").asInt()).isEqualTo(1);
  }

  @Test
  void countsNothing() {
    CliRun run = CliRun.of(environment, "expiry", "status");

    assertThat(run.lines())
        .containsExactly("waiting  0", "due      0", "parked   0", "end      nothing is due");
  }

  @Test
  void listsAndRetriesAParkedOrder() throws Exception {
    park("ORDER-BAD");

    CliRun parked = CliRun.of(environment, "expiry", "parked");
    CliRun json = CliRun.of(environment, "expiry", "parked", "--json", "--limit=5");
    CliRun retry = CliRun.of(environment, "expiry", "retry", "ORDER-BAD");
    CliRun again = CliRun.of(environment, "expiry", "retry", "--json", "ORDER-BAD", "ORDER-X");

    assertThat(parked.lines()).hasSize(1);
    assertThat(parked.lines().get(0))
        .startsWith("PARKED ORDER-BAD since 20")
        .endsWith(", payable until 2026-11-23T08:00:00Z: The mchid of this order is wrong");
    assertThat(parked.exitCode()).isZero();
    assertThat(json.objects().get(0).path("out_trade_no").asText()).isEqualTo("ORDER-BAD");
    assertThat(json.objects().get(0).path("time_expire").asText())
        .isEqualTo("2026-11-23T08:00:00Z");
    assertThat(json.objects().get(0).path("reason").asText())
        .isEqualTo("The mchid of this order is wrong");
    assertThat(retry.out()).isEqualTo("RETRIED ORDER-BAD" + System.lineSeparator());
    assertThat(retry.exitCode()).isZero();
    assertThat(again.out()).contains("{\"out_trade_no\":\"ORDER-X\",\"retried\":false}");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(expiry.progress().due()).isEqualTo(1);
    assertThat(CliRun.of(environment, "expiry", "parked").out()).isEmpty();
  }

  @Test
  void saysThatAnOrderIsNotParked() throws Exception {
    closeAt("ORDER-LATER", Instant.now().plusSeconds(3600));

    CliRun run = CliRun.of(environment, "expiry", "retry", "ORDER-LATER");

    assertThat(run.out())
        .startsWith("NOT_PARKED ORDER-LATER: it waits for its time, is being settled, or has no");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void takesThePasswordFromAFileOrTheTerminal() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    List<String> prompts = Collections.synchronizedList(new ArrayList<>());
    ProcessContext terminal =
        new ProcessContext(
            InputStream.nullInputStream(),
            Map.of(),
            () -> false,
            prompt -> {
              prompts.add(prompt);
              return PASSWORD.toCharArray();
            },
            Clock.systemUTC());

    CliRun fromFile =
        CliRun.of(
            Map.of(),
            "expiry",
            "status",
            "--jdbc=" + url,
            "--user=sa",
            "--jdbc-password-file=" + file);
    CliRun typed = CliRun.in(terminal, "expiry", "status", "--jdbc=" + url, "--user=sa");

    assertThat(fromFile.exitCode()).as(fromFile.err()).isZero();
    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(prompts).containsExactly("Password of sa (Enter for none): ");
  }

  @Test
  void showsNoPasswordIfTheDatabaseFails() {
    String secretive = "jdbc:h2:tcp://127.0.0.1:1/shop;USER=sa;PASSWORD=" + PASSWORD;

    CliRun run = CliRun.of(Map.of(), "--verbose", "expiry", "status", "--jdbc", secretive);
    CliRun wrongSetting =
        CliRun.of(Map.of(), "expiry", "status", "--jdbc", secretive + ";NO_SUCH_SETTING=1");

    assertThat(run.err()).startsWith("The database failed to count the timers: ");
    assertThat(run.err()).contains("check jdbc:h2:tcp://127.0.0.1:1/shop and --table");
    assertThat(run.err()).doesNotContain(PASSWORD);
    assertThat(wrongSetting.err()).doesNotContain(PASSWORD).contains("NO_SUCH_SETTING");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void namesATableThatIsMissing() {
    CliRun run = CliRun.of(environment, "expiry", "status", "--table", "other_table");

    assertThat(run.err())
        .startsWith("The database failed to count the timers: ")
        .containsIgnoringCase("other_table")
        .hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void saysHowToAddADriver() throws Exception {
    Path jar = Files.write(folder.resolve("empty.jar"), new byte[0]);

    CliRun none =
        CliRun.of(Map.of(), "expiry", "status", "--jdbc=jdbc:mysql://root:hunter2@db/shop");
    CliRun wrongJar =
        CliRun.of(
            Map.of(), "expiry", "status", "--jdbc=jdbc:mysql://db/shop", "--driver-jar=" + jar);

    assertThat(none.err())
        .startsWith(
            "There is no JDBC driver for jdbc:mysql here: give its jar with --driver-jar FILE;"
                + " those of PostgreSQL and H2 are built in")
        .doesNotContain("hunter2");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(wrongJar.err())
        .startsWith("There is no JDBC driver for jdbc:mysql in " + jar + ": check --driver-jar");
    assertThat(wrongJar.exitCode()).isEqualTo(2);
  }

  @Test
  void hasTheDriverOfPostgresql() {
    CliRun run = CliRun.of(Map.of(), "expiry", "status", "--jdbc=jdbc:postgresql://127.0.0.1:1/a");

    assertThat(run.err()).contains("Connection to 127.0.0.1:1 refused");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status                                            | Missing: --jdbc (or WECHATPAY_JDBC)",
        "status --jdbc hunter2                             | The URL of the database must be like",
        "status --jdbc jdbc:h2:mem:a --jdbc-password a     | A password is given without --jdbc-us",
        "status --jdbc jdbc:h2:mem:a --table a;b           | The name of a table must be",
        "status --jdbc jdbc:h2:mem:a --driver-jar no.jar   | The file no.jar does not exist",
        "status --requests-per-second 0                    | Invalid value for option '--requests-",
        "parked --limit 0                                  | Invalid value for option '--limit'",
        "retry                                             | Missing required parameter: 'OUT_TRAD",
        "retry X                                           | The out_trade_no must be 6 to 32 of t",
        "demo --orders 5                                   | Invalid value for option '--orders'",
        "demo --workers 1                                  | Invalid value for option '--workers'",
        "demo --requests-per-second 0                      | Invalid value for option '--requests-",
        "demo --directory /proc/no                         | The folder /proc/no cannot be created",
        "demo-worker                                       | Only \"expiry demo\" can start this"
      })
  void refusesWrongUsage(String arguments, String message) {
    CliRun run = CliRun.of(Map.of(), ("expiry " + arguments).split(" ", -1));

    assertThat(run.err()).startsWith(message).doesNotContain("hunter2");
    assertThat(run.err().lines()).last().asString().startsWith("See: wechatpay-feign-cli expiry ");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void wantsASubcommand() {
    CliRun run = CliRun.of(Map.of(), "expiry");

    assertThat(run.err()).startsWith("Usage: wechatpay-feign-cli expiry").contains("demo ");
    assertThat(run.err()).doesNotContain("demo-worker");
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
