package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wechatpayfeign.integrationtests.support.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo of orders that expire, with its worker processes. */
@Timeout(180)
class CliExpiryDemoTest {

  private static final Pattern OF_DATABASES =
      Pattern.compile(
          " (org\\.h2|org\\.postgresql|com\\.github\\.kagkarlsson"
              + "|io\\.github\\.(bucket4j|wechatpayfeign\\.expiry))\\.");

  @TempDir Path folder;

  private final List<ProcessHandle> started = new ArrayList<>();

  @AfterEach
  void stopAll() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void settlesEachOrderOnceThoughAWorkerIsKilled() throws Exception {
    Path shop = folder.resolve("shop");
    Process demo =
        start("--json", "--orders=100", "--requests-per-second=100", "--directory=" + shop);

    String out = new String(demo.getInputStream().readAllBytes(), UTF_8);
    String err = new String(demo.getErrorStream().readAllBytes(), UTF_8);

    assertThat(demo.waitFor()).as(out + err).isZero();
    JsonNode result = new ObjectMapper().readTree(out);
    assertThat(result.path("settled").asInt()).isEqualTo(100);
    assertThat(result.path("closed").asInt()).isEqualTo(88);
    assertThat(result.path("paid").asInt()).isEqualTo(10);
    assertThat(result.path("not_found").asInt()).isEqualTo(2);
    assertThat(result.path("twice").asInt()).isZero();
    assertThat(result.path("lost").asInt()).isZero();
    assertThat(result.path("disagreements").asInt()).isZero();
    assertThat(result.path("workers").asInt()).isEqualTo(3);
    assertThat(result.path("killed").asInt()).isEqualTo(1);
    assertThat(result.path("requests").asInt()).isGreaterThanOrEqualTo(200);
    assertThat(err.lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("Placed 100 orders, whose time to pay is over"),
            line ->
                assertThat(line)
                    .matches("Killed worker 1, process \\d+, in the middle of its work"));
    for (String log : List.of("worker-1.log", "worker-2.log", "worker-3.log")) {
      assertThat(shop.resolve(log)).isEmptyFile();
    }
    assertThat(status(shop)).contains("waiting  0", "due      0", "parked   0");
  }

  @Test
  void endsItsWorkersAndDeletesItsFolderAfterCtrlC() throws Exception {
    Process demo = startAndAwaitWorkers();
    for (ProcessHandle worker : started.subList(1, started.size())) {
      assertThat(worker.info().commandLine().orElse(""))
          .as("what other users of the machine can read")
          .doesNotContain("PRIVATE", "jdbc:", "http://");
    }

    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor())
        .isZero();

    assertThat(demo.waitFor()).isEqualTo(130);
    Await.until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leavesNoWorkerBehindIfItIsKilled() throws Exception {
    Process demo = startAndAwaitWorkers();

    demo.destroyForcibly();

    Await.until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void costsOtherCommandsNoClassOfADatabase() throws Exception {
    ProcessBuilder close = CliProcess.of(Map.of(), "close", "--simulator", "ORDER-1");
    close.command().add(1, "-Xlog:class+load:file=" + folder.resolve("classes"));

    assertThat(close.start().waitFor()).isZero();

    List<String> loaded = Files.readAllLines(folder.resolve("classes"));
    assertThat(loaded).hasSizeGreaterThan(1000);
    assertThat(loaded.stream().filter(line -> OF_DATABASES.matcher(line).find())).isEmpty();
  }

  /** Starts a demo that takes long, and returns it when its workers run. */
  private Process startAndAwaitWorkers() throws IOException {
    Process demo = start("--orders=1000", "--requests-per-second=10", "--workers=2");
    BufferedReader err = demo.errorReader(UTF_8);
    assertThat(err.readLine()).startsWith("Placed 1000 orders");
    Await.until(() -> workers(demo).count() == 2);
    workers(demo).forEach(started::add);
    return demo;
  }

  /** Returns the children that are past the moment between fork and exec. */
  private static Stream<ProcessHandle> workers(Process demo) {
    return demo.children()
        .filter(child -> child.info().commandLine().orElse("").endsWith(" demo-worker"));
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("expiry", "demo"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = CliProcess.of(Map.of(), command.toArray(String[]::new));
    builder.command().add(1, "-Djava.io.tmpdir=" + folder);
    Process demo = CliProcess.heedingInterrupts(builder).start();
    started.add(demo.toHandle());
    return demo;
  }

  private static List<String> status(Path shop) throws IOException {
    return CliProcess.of(
            Map.of(), "expiry", "status", "--user=sa", "--jdbc=jdbc:h2:" + shop.resolve("expiry"))
        .start()
        .inputReader(UTF_8)
        .lines()
        .toList();
  }
}
