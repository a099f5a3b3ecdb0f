package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The jar with a full disk, and with a terminal while the output is redirected. */
@Timeout(180)
class CliStreamsTest {

  private static final String PASSPHRASE = "open sesame";

  private final WechatPaySimulator simulator = WechatPaySimulator.start();

  @TempDir Path folder;

  @AfterEach
  void stopTheSimulator() {
    simulator.close();
  }

  static boolean hasAFullDisk() {
    return Files.isWritable(Path.of("/dev/full"));
  }

  static boolean hasScript() {
    return Files.isExecutable(Path.of("/usr/bin/script")) && Files.exists(Path.of("/dev/ptmx"));
  }

  @Test
  @EnabledIf("hasAFullDisk")
  void namesAFullDiskAndStops() throws Exception {
    simulator.createOrder("ORDER-1");
    Process close =
        CliProcess.of(environment("key.pem"), "close", "--json", "ORDER-1", "ORDER-2")
            .redirectOutput(new File("/dev/full"))
            .start();

    assertThat(close.errorReader(UTF_8).lines().toList())
        .first()
        .asString()
        .startsWith("The results cannot be written (No space left on device): ");
    assertThat(close.waitFor()).isEqualTo(3);
    assertThat(simulator.requestCount()).isEqualTo(1);
  }

  @Test
  @EnabledIf("hasScript")
  void asksForThePassphraseOnTheTerminalAlthoughTheOutputIsRedirected() throws Exception {
    simulator.createOrder("ORDER-1");
    Map<String, String> environment = environment("key.pem");
    encrypt("key.pem", "encrypted.pem");
    Path results = folder.resolve("results");
    ProcessBuilder close = CliProcess.of(environment, "close", "--json", "ORDER-1");
    close.environment().put("WECHATPAY_PRIVATE_KEY", folder.resolve("encrypted.pem").toString());
    String command =
        close.command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Path terminal = folder.resolve("terminal");
    // The Unix command "script" gives the command its own terminal, and types its own input there.
    close.command(
        List.of("script", "-qefc", command + " > '" + results + "'", terminal.toString()));

    Process script = close.redirectErrorStream(true).start();
    Await.until(() -> Files.exists(terminal) && read(terminal).contains("Passphrase of "));
    try (var keyboard = script.outputWriter(UTF_8)) {
      keyboard.write(PASSPHRASE + "\n");
      keyboard.flush();
      assertThat(script.waitFor()).isZero();
    }

    assertThat(Files.readString(results)).contains("\"outcome\":\"CLOSED\"").hasLineCount(1);
    assertThat(read(terminal)).contains("encrypted.pem: ").doesNotContain(PASSPHRASE);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  private void encrypt(String plain, String encrypted) throws Exception {
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "pkcs8",
                "-topk8",
                "-in",
                folder.resolve(plain).toString(),
                "-passout",
                "pass:" + PASSPHRASE,
                "-out",
                folder.resolve(encrypted).toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(openssl.getInputStream().readAllBytes(), UTF_8);
    assertThat(openssl.waitFor()).as(said).isZero();
  }

  private Map<String, String> environment(String key) throws IOException {
    return Map.of(
        "WECHATPAY_BASE_URL", simulator.baseUrl(),
        "WECHATPAY_MCHID", simulator.mchid(),
        "WECHATPAY_MERCHANT_SERIAL", simulator.merchantSerial(),
        "WECHATPAY_PRIVATE_KEY", file(key, simulator.merchantPrivateKeyPem()),
        "WECHATPAY_PUBLIC_KEY_ID", simulator.publicKeyId(),
        "WECHATPAY_PUBLIC_KEY", file("pub_key.pem", simulator.publicKeyPem()));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
