package io.github.wechatpayfeign.cli.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.cli.CliRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A good application passes every point, and each fault of a bad one fails the point about it. */
class AcceptanceCommandTest {

  private static final List<String> CANNOT_BE_SEEN =
      List.of("processed-once", "pay-signature", "double-click", "reconciliation");

  /** These are noticed because nothing comes, so the run waits as long as it may. */
  private static final Set<ShopFault> NEED_THE_WAIT =
      EnumSet.of(ShopFault.NEVER_CLOSES, ShopFault.CLOSES_ONCE, ShopFault.REFUNDS_ONCE);

  @TempDir Path folder;

  @Test
  void passesAGoodApplication() throws Exception {
    CliRun run = run(Set.of(), "--paid", "--json");

    assertThat(verdicts(run))
        .hasSize(Point.values().length)
        .allSatisfy(
            (point, verdict) ->
                assertThat(verdict)
                    .as(point)
                    .isEqualTo(CANNOT_BE_SEEN.contains(point) ? "cannot see" : "passed"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("acceptance: 19 passed, 0 failed, 0 not seen, 4 cannot see, 0 left out");
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPTS_FORGED_NOTICES, 'notice-forged notice-changed notice-unsigned notice-unknown-serial"
        + " notice-old notice-probe notice-other-key refund-notice-forged'",
    "IGNORES_THE_AMOUNT, amount-compared",
    "REFUSES_REPEATED_NOTICES, 'notice-repeated notice-at-once'",
    "NEVER_CLOSES, 'lost-notice closed-in-time'",
    "CLOSES_ONCE, 'lost-notice close-repeated'",
    "NEW_REFUND_NUMBERS, 'refund-number-kept refund-queried'",
    "REFUNDS_ONCE, refund-queried"
  })
  void failsABadApplicationAtItsPoint(ShopFault fault, String points) throws Exception {
    CliRun run = run(EnumSet.of(fault), "--paid", "--json");

    assertThat(failed(run)).containsExactlyInAnyOrder(points.split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(1);
  }

  /** Without a look into the application only its answer is seen. */
  @Test
  void doesNotSeeWhatAnApplicationComparesAfterItsAnswer() throws Exception {
    CliRun run = run(EnumSet.of(ShopFault.IGNORES_THE_AMOUNT), "--json");

    assertThat(verdicts(run)).containsEntry("amount-compared", "not seen");
    assertThat(failed(run)).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void leavesAPointOutAndWritesATable() throws Exception {
    CliRun run = run(EnumSet.of(ShopFault.IGNORES_THE_AMOUNT), "--leave-out", "amount-compared");

    assertThat(run.lines())
        .hasSize(Point.values().length)
        .anyMatch(line -> line.startsWith("passed     notice-answered        must   a notice is"))
        .anyMatch(line -> line.startsWith("left out   amount-compared"))
        .anyMatch(line -> line.startsWith("cannot see processed-once"));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void asksAPersonAndSaysThatNothingWasSeen() {
    Path env = folder.resolve("shop.env");
    CliRun run =
        CliRun.of(
            Map.of(),
            "acceptance",
            "--wait",
            "1",
            "--keys",
            folder.toString(),
            "--env-file",
            env.toString(),
            "--json");

    assertThat(run.err())
        .contains("Start the application with the settings of " + env)
        .contains("Place an order in the application now, and do not pay it")
        .contains("No order was placed in time");
    assertThat(verdicts(run).values()).containsOnly("not seen", "cannot see");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void refusesAnUnknownPoint() {
    CliRun run = CliRun.of(Map.of(), "acceptance", "--leave-out", "notices");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("\"notices\" is not a point: expected one of notice-answered,");
  }

  /** Runs the command beside a shop that starts as soon as its settings are there. */
  private CliRun run(Set<ShopFault> faults, String... options) throws Exception {
    Path env = folder.resolve("shop.env");
    boolean waits = faults.stream().anyMatch(NEED_THE_WAIT::contains);
    try (Shop shop = new Shop(faults)) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "acceptance",
                  "--keys",
                  folder.toString(),
                  "--env-file",
                  env.toString(),
                  "--wait",
                  waits ? "3" : "60",
                  "--place",
                  "curl -sf -X POST " + shop.url() + "/orders/$OUT_TRADE_NO",
                  "--refund",
                  "curl -sf -X POST " + shop.url() + "/refunds/$OUT_TRADE_NO"));
      for (String option : options) {
        arguments.add(option);
        if (option.equals("--paid")) {
          arguments.add("curl -sf " + shop.url() + "/paid/$OUT_TRADE_NO");
        }
      }
      CompletableFuture<CliRun> run =
          CompletableFuture.supplyAsync(
              () -> CliRun.of(Map.of(), arguments.toArray(String[]::new)));
      while (!run.isDone() && !isComplete(env)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      shop.configure(
          Files.readAllLines(env).stream()
              .map(line -> line.split("=", 2))
              .collect(toMap(setting -> setting[0], setting -> setting[1])));
      return run.get(2, TimeUnit.MINUTES);
    }
  }

  private static boolean isComplete(Path env) throws Exception {
    return Files.exists(env)
        && Pattern.compile("^WECHATPAY_API_V3_KEY=.*\n", Pattern.MULTILINE)
            .matcher(Files.readString(env))
            .find();
  }

  private static Map<String, String> verdicts(CliRun run) {
    Map<String, String> verdicts = new LinkedHashMap<>();
    for (JsonNode result : run.objects()) {
      verdicts.put(result.path("point").asText(), result.path("verdict").asText());
    }
    return verdicts;
  }

  private static List<String> failed(CliRun run) {
    return verdicts(run).entrySet().stream()
        .filter(result -> result.getValue().equals("failed"))
        .map(Map.Entry::getKey)
        .toList();
  }
}
