package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.wechatpayfeign.ports.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the Dockerfile and the compose file let an engine run, run as processes of this machine,
 * because a build has no engine. Only folders, the port and the address to listen on are others.
 */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS)
class ContainerTest {

  private static final Path FOLDER =
      Path.of("..", "docs", "sandbox", "container").toAbsolutePath().normalize();

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();
  private final Map<String, String> image = new LinkedHashMap<>();
  private final Object compose;
  private final int port;
  private Path keys;

  ContainerTest() throws IOException {
    String instructions =
        Files.readString(FOLDER.resolve("Dockerfile"))
            .replaceAll("(?m)^#.*\n", "")
            .replaceAll("\\\\\n\\s*", " ");
    instructions
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split(" ", 2))
        .forEach(instruction -> image.merge(instruction[0], instruction[1], "%s\n%s"::formatted));
    compose =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(FOLDER.resolve("compose.yaml")));
    port = Ports.free();
  }

  @BeforeEach
  void makeVolume() throws IOException {
    keys = Files.createDirectory(folder.resolve("volume"));
  }

  /** Returns a value of the compose file. */
  private Object at(String... path) {
    Object node = compose;
    for (String name : path) {
      node = Objects.requireNonNull(((Map<?, ?>) node).get(name), name);
    }
    return node;
  }

  private List<String> all(String... path) {
    return ((List<?>) at(path)).stream().map(String::valueOf).toList();
  }

  private String instruction(String name) {
    return Objects.requireNonNull(image.get(name), name);
  }

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void isHealthyOnceItServesAndKeepsItsKeysForTheNextStart() throws Exception {
    assumeThat(run("command -v wget")).as("wget").isZero();
    assertThat(isHealthy()).as("health before the start").isFalse();

    Process first = start(List.of());
    untilHealthy(first);
    List<String> settings = Files.readAllLines(keys.resolve("sandbox.env"));
    assertThat(settings).contains("WECHATPAY_BASE_URL=http://127.0.0.1:" + port);
    end(first);
    assertThat(isHealthy()).as("health after the end").isFalse();

    Process second = start(List.of());
    untilHealthy(second);
    assertThat(Files.readAllLines(keys.resolve("sandbox.env"))).isEqualTo(settings);
    end(second);
  }

  /** As an engine does with the signal of the image. */
  private void end(Process sandbox) throws Exception {
    assertThat(image).containsEntry("STOPSIGNAL", "SIGTERM");
    sandbox.toHandle().destroy();
    assertThat(sandbox.waitFor(10, TimeUnit.SECONDS)).as("an end within 10 s").isTrue();
    assertThat(sandbox.exitValue()).isEqualTo(143);
  }

  @Test
  void isReachedByItsNameAndSendsNoticesToItsNeighbour() throws Exception {
    assumeThat(run("command -v wget && command -v curl")).as("wget and curl").isZero();
    untilHealthy(start(all("services", "sandbox", "command")));

    assertThat(curl("/__admin/settings"))
        .startsWith("200 ")
        .contains("\"base_url\":\"http://sandbox:" + port + "\"");
    assertThat(curl("/__admin/notices/settings", "-d", url("http://shop:1/paid")))
        .startsWith("204 ");
    assertThat(curl("/__admin/notices/settings", "-d", url("http://other:1/paid")))
        .startsWith("400 ")
        .contains("to this machine and shop only");
  }

  private static String url(String url) {
    return "{\"default_url\":\"" + url + "\"}";
  }

  @Test
  void givesItsNeighbourSettingsThatAShellCanRead() throws Exception {
    assumeThat(run("command -v wget")).as("wget").isZero();
    untilHealthy(start(all("services", "sandbox", "command")));
    List<String> entrypoint =
        all("services", "shop", "entrypoint").stream()
            .map(this::here)
            .map(argument -> argument.replace("java -jar /app/shop.jar", "env"))
            .toList();

    Process shop = builder(entrypoint).start();

    assertThat(shop.inputReader(UTF_8).lines())
        .containsAll(Files.readAllLines(keys.resolve("sandbox.env")))
        .contains("WECHATPAY_BASE_URL=http://sandbox:" + port)
        .anyMatch(line -> line.matches("WECHATPAY_PRIVATE_KEY=" + keys + "/.*\\.pem"));
    assertThat(shop.waitFor()).isZero();
  }

  @Test
  void fitTogether() {
    Path context =
        FOLDER.resolve(at("services", "sandbox", "build", "context").toString()).normalize();

    assertThat(
            context
                .resolve(at("services", "sandbox", "build", "dockerfile").toString())
                .normalize())
        .isEqualTo(FOLDER.resolve("Dockerfile"));
    assertThat(context.resolve(instruction("COPY").split(" ", 2)[0]))
        .isEqualTo(CliProcess.jar().normalize());
    assertThat(instruction("USER")).matches("[1-9][0-9]+:[1-9][0-9]+");
    assertThat(image).containsEntry("VOLUME", "/keys").containsEntry("EXPOSE", "8080");
    assertThat(all("services", "sandbox", "volumes")).containsExactly("keys:/keys");
    assertThat(all("services", "shop", "volumes")).containsExactly("keys:/keys:ro");
    assertThat(all("services", "sandbox", "ports")).containsExactly("127.0.0.1:8080:8080");
    assertThat(at("services", "shop", "depends_on"))
        .isEqualTo(Map.of("sandbox", Map.of("condition", "service_healthy")));
  }

  /** Starts the entry point of the image with the options of a service. */
  private Process start(List<String> command) throws IOException {
    List<String> all = new ArrayList<>(List.of(entrypoint()));
    all.addAll(command);
    all.replaceAll(this::here);
    assertThat(all.get(0)).isEqualTo("java");
    all.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Process process = builder(all).redirectOutput(folder.resolve("out").toFile()).start();
    started.add(process);
    return process;
  }

  private String[] entrypoint() throws IOException {
    return new JsonMapper().readValue(instruction("ENTRYPOINT"), String[].class);
  }

  private String here(String text) {
    return text.replace("/opt/wechatpay-feign-cli.jar", CliProcess.jar().toString())
        .replace("/keys", keys.toString())
        .replace("0.0.0.0", "127.0.0.1")
        .replace("8080", String.valueOf(port));
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("WECHATPAY_"));
    builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS"));
    return builder;
  }

  private void untilHealthy(Process sandbox) throws Exception {
    while (!isHealthy()) {
      assertThat(sandbox.isAlive()).as("whether the sandbox runs").isTrue();
    }
  }

  private boolean isHealthy() throws Exception {
    return run(here(instruction("HEALTHCHECK").replaceFirst(".* CMD ", ""))) == 0;
  }

  private int run(String shell) throws Exception {
    return builder(List.of("sh", "-c", shell))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Calls the sandbox by its name, as in the network of an engine; returns status and body. */
  private String curl(String path, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "curl",
                "-s",
                "--noproxy",
                "*",
                "--resolve",
                "sandbox:" + port + ":127.0.0.1",
                "-w",
                " %{http_code}",
                "http://sandbox:" + port + path));
    command.addAll(List.of(options));
    Process curl = builder(command).start();
    String printed = new String(curl.getInputStream().readAllBytes(), UTF_8);
    assertThat(curl.waitFor()).as(printed).isZero();
    int status = printed.lastIndexOf(' ');
    return printed.substring(status + 1) + " " + printed.substring(0, status);
  }
}
