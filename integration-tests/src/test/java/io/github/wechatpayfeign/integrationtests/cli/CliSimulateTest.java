package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator in its own process, which clients in any language can use. */
@Timeout(180)
class CliSimulateTest {

  private static final String LAST_VARIABLE = "WECHATPAY_API_V3_KEY";

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stopTheSimulator() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void closesAnOrderOfTheOfficialSample() throws Exception {
    Map<String, String> environment = simulate("--order=ORDER-20261123-1", "--order=A|B*C-1");
    OfficialSample sample = new OfficialSample(environment);

    assertThat(sample.run("ORDER-20261123-1")).isEqualTo(204);
    assertThat(sample.run("A|B*C-1")).isEqualTo(204);

    assertThat(cli(environment, "query", "ORDER-20261123-1"))
        .containsExactly("FOUND ORDER-20261123-1 CLOSED, 100 fen");
  }

  @Test
  void playsTheStatesAndFaultsOfItsOptions() throws Exception {
    Map<String, String> environment =
        simulate(
            "--order=ORDER-PAID=SUCCESS",
            "--order=ORDER-REFUNDED=REFUND",
            "--order=ORDER-CLOSED=CLOSED",
            "--order=ORDER-FORGED",
            "--fault=ORDER-FORGED=falsify:FORGED",
            "--fault=error:429:FREQUENCY_LIMITED");
    OfficialSample sample = new OfficialSample(environment);

    assertThat(sample.run("ORDER-PAID")).as("struck by the fault without a number").isEqualTo(429);
    assertThat(sample.run("ORDER-PAID")).isEqualTo(400);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> sample.run("ORDER-FORGED"))
        .withMessage("The signature is false");
    assertThat(
            cli(environment, "close", "--decisive", "ORDER-PAID", "ORDER-REFUNDED", "ORDER-CLOSED"))
        .extracting(line -> line.split(" ", 2)[0])
        .containsExactly("PAID", "REFUNDED", "ALREADY_CLOSED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"public-key", "certificates", "both", "sm2"})
  void servesClientsInEachMode(String mode) throws Exception {
    Map<String, String> environment = simulate("--mode=" + mode, "--order=ORDER-20261123-1");

    assertThat(cli(environment, "close", "ORDER-20261123-1"))
        .singleElement()
        .asString()
        .startsWith("CLOSED ORDER-20261123-1");
  }

  @Test
  void servesAClientThatWasSetUpBeforeARestart() throws Exception {
    Map<String, String> before = simulate("--order=ORDER-20261123-1");
    started.get(0).toHandle().destroy();
    assertThat(started.get(0).waitFor()).isEqualTo(143);
    String port = String.valueOf(before.get("WECHATPAY_BASE_URL")).replaceFirst(".*:", "");

    assertThat(simulate("--port=" + port, "--order=ORDER-20261123-1")).isEqualTo(before);

    assertThat(cli(before, "close", "ORDER-20261123-1"))
        .singleElement()
        .asString()
        .startsWith("CLOSED ORDER-20261123-1");
  }

  @Test
  void writesItsVariablesToAFile() throws Exception {
    Path file = folder.resolve("sandbox.env");

    Map<String, String> environment = simulate("--env-file=" + file);

    assertThat(Files.readAllLines(file))
        .containsExactlyElementsOf(
            environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList());
  }

  @Test
  void writesALineForEachRequest() throws Exception {
    Map<String, String> environment = simulate("--order=ORDER-20261123-1");
    BufferedReader log = started.get(0).errorReader(UTF_8);

    new OfficialSample(environment).run("ORDER-20261123-1");

    String line = log.readLine();
    while (!line.contains("/close")) {
      line = log.readLine();
    }
    assertThat(line)
        .matches("\\S+Z POST /v3/pay/transactions/out-trade-no/ORDER-20261123-1/close 204");
  }

  @Test
  void endsIfTerminated() throws Exception {
    OfficialSample sample = new OfficialSample(simulate());

    started.get(0).toHandle().destroy();

    assertThat(started.get(0).waitFor()).as("the exit code after SIGTERM").isEqualTo(143);
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> sample.run("ORDER-20261123-1"));
  }

  /** Starts the simulator and returns the variables that it prints. */
  private Map<String, String> simulate(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("simulate", "--keys=" + folder));
    arguments.addAll(List.of(options));
    Process process = CliProcess.of(Map.of(), arguments.toArray(String[]::new)).start();
    started.add(process);
    BufferedReader out = process.inputReader(UTF_8);
    Map<String, String> environment = new LinkedHashMap<>();
    while (!environment.containsKey(LAST_VARIABLE)) {
      String[] export = out.readLine().substring("export ".length()).split("=", 2);
      environment.put(export[0], export[1]);
    }
    assertThat(environment.get("WECHATPAY_BASE_URL")).startsWith("http://127.0.0.1:");
    return environment;
  }

  private static List<String> cli(Map<String, String> environment, String... arguments)
      throws Exception {
    return CliProcess.of(environment, arguments).start().inputReader(UTF_8).lines().toList();
  }
}
