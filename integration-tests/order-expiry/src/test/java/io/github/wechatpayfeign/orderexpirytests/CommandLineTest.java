package io.github.wechatpayfeign.orderexpirytests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.Database;
import io.github.wechatpayfeign.orderexpirytests.support.Shop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command line on a real server, with the driver from a jar that its class path lacks. */
class CommandLineTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private record Run(int exitCode, String output) {}

  private static List<String> classPath() {
    return List.of(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(System.getProperty("path.separator"), -1));
  }

  private static boolean isDriver(String jar) {
    String file = Path.of(jar).getFileName().toString();
    return file.startsWith("postgresql-")
        || file.startsWith("mariadb-java-client-")
        || file.startsWith("mysql-connector-");
  }

  private static String driver(Database database) {
    String name = database == Database.POSTGRESQL ? "postgresql-" : "mariadb-java-client-";
    return classPath().stream()
        .filter(jar -> Path.of(jar).getFileName().toString().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static Run run(Shop shop, String driver, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-cp",
                classPath().stream()
                    .filter(jar -> !isDriver(jar))
                    .collect(Collectors.joining(System.getProperty("path.separator"))),
                "io.github.wechatpayfeign.cli.Main",
                "expiry"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("WECHATPAY_JDBC", shop.database().url());
    builder.environment().put("WECHATPAY_JDBC_USER", shop.database().user());
    builder.environment().put("WECHATPAY_DRIVER_JAR", driver);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void showsAndRetriesTheOrdersOfAServer(Database database) throws Exception {
    try (Shop shop = Shop.create(database)) {
      OrderExpiry expiry =
          shop.expiry()
              .closer(
                  order -> {
                    throw new IllegalArgumentException("The number is wrong");
                  })
              .policy(ExpiryPolicy.standard().withGrace(Duration.ZERO))
              .pollInterval(Duration.ofMillis(50))
              .build();
      shop.placeDue(expiry, List.of("ORDER-BAD"));
      shop.place(expiry, "ORDER-LATER", Instant.now().plusSeconds(3600));
      expiry.start();
      Await.until("parked", LIMIT, () -> expiry.progress().parked() == 1);
      expiry.close();
      String driver = driver(database);

      Run status = run(shop, driver, "status");
      assertThat(status.output().lines())
          .as(status::output)
          .containsExactly("waiting  1", "due      0", "parked   1", "end      nothing is due");
      assertThat(run(shop, driver, "parked").output())
          .startsWith("PARKED ORDER-BAD since 20")
          .contains("The number is wrong");
      Run retry = run(shop, driver, "retry", "ORDER-BAD");
      assertThat(retry.output().strip()).isEqualTo("RETRIED ORDER-BAD");
      assertThat(retry.exitCode()).isZero();
      assertThat(run(shop, driver, "status").output()).contains("due      1, the oldest for");
      assertThat(run(shop, driver + "-missing", "status").exitCode()).isEqualTo(2);
    }
  }
}
