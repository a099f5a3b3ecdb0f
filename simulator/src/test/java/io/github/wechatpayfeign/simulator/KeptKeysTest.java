package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A simulator that keeps its keys in a file starts with the same ones again. */
class KeptKeysTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void choosesAFileInAFolderThatDoesNotExist() {
    file = folder.resolve("sandbox").resolve("simulated-keys.properties");
  }

  @ParameterizedTest
  @EnumSource(GatewayMode.class)
  void startsWithTheSameKeysAgain(GatewayMode mode) {
    List<String> first;
    try (WechatPaySimulator simulator = builder().mode(mode).start()) {
      first = keysOf(simulator, mode);
    }
    try (WechatPaySimulator simulator = builder().mode(mode).start()) {
      assertThat(keysOf(simulator, mode)).isEqualTo(first);
    }
    try (WechatPaySimulator other = WechatPaySimulator.builder().mode(mode).start()) {
      assertThat(keysOf(other, mode)).doesNotContainAnyElementsOf(first);
    }
  }

  private static List<String> keysOf(WechatPaySimulator simulator, GatewayMode mode) {
    String publicKey =
        mode.hasPublicKey() ? simulator.publicKeyId() + simulator.publicKeyPem() : "no public key";
    String platform =
        mode.hasCertificates()
            ? simulator.platformCertificates().get(0).serial()
            : "no platform certificate";
    return mode == GatewayMode.SHANGMI
        ? List.of(simulator.merchantSerial(), simulator.merchantPrivateKeyPem(), platform)
        : mode == GatewayMode.PUBLIC_KEY
            ? List.of(simulator.merchantSerial(), simulator.apiV3Key(), publicKey)
            : List.of(simulator.merchantCertificatePem(), simulator.apiV3Key(), platform);
  }

  @Test
  void acceptsAClientThatWasSetUpBeforeTheRestart() {
    String serial;
    String privateKey;
    try (WechatPaySimulator simulator = builder().start()) {
      serial = simulator.merchantSerial();
      privateKey = simulator.merchantPrivateKeyPem();
    }
    try (WechatPaySimulator simulator = builder().start()) {
      RawCall call = new RawCall(simulator, Instant.now().getEpochSecond(), "ORDER-0001");
      call.serial = serial;
      call.privateKeyPem = privateKey;

      assertThat(call.send().status()).isEqualTo(204);
    }
  }

  @Test
  void neverChangesTheFile() throws IOException {
    builder().start().close();
    byte[] before = Files.readAllBytes(file);
    try (WechatPaySimulator simulator = builder().start()) {
      simulator.merchant().renewCertificate();
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
    try (var files = Files.list(file.getParent())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void refusesKeysOfAnotherMerchantOrMode() {
    builder().start().close();

    assertThatThrownBy(() -> builder().mchid("1230000109").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file + " holds keys for the mchid 1900000001, not 1230000109: use another file");
    assertThatThrownBy(() -> builder().mode(GatewayMode.MIGRATION).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + " holds keys for the mode PUBLIC_KEY, not MIGRATION: use another file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"merchant.private", "merchant.from", "publicKey.public", "apiV3Key"})
  void saysWhatIsMissing(String line) throws IOException {
    change(line, "");

    assertThatThrownBy(() -> builder().start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s has no line \"%s\": delete the file, and the next start creates new keys"
                .formatted(file, line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"merchant.private", "merchant.until", "publicKey.public"})
  void saysThatALineIsBrokenAndShowsNothingOfIt(String line) throws IOException {
    change(line, "SECRET-SECRET");

    assertThatThrownBy(() -> builder().start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            ".* cannot be read \\(\\w+\\): delete the file, and the next start creates new keys")
        .hasMessageStartingWith(file.toString())
        .hasNoCause();
  }

  @Test
  void refusesAnExpiredCertificate() {
    builder().start().close();
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(6 * 365));

    assertThatThrownBy(() -> builder().clock(later).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".* expired at \\S+Z: delete the file, .*");
  }

  @Test
  void saysThatAFileCannotBeWritten() throws IOException {
    Files.createFile(file.getParent());

    assertThatThrownBy(() -> builder().start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "The keys cannot be kept in %s: use a file in a folder that can be written"
                .formatted(file));
  }

  private WechatPaySimulatorBuilder builder() {
    return WechatPaySimulator.builder().keysIn(file);
  }

  /** Changes a line of the file, or removes it if the value is empty. */
  private void change(String line, String value) throws IOException {
    builder().start().close();
    Properties lines = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      lines.load(in);
    }
    lines.remove(line);
    if (!value.isEmpty()) {
      lines.setProperty(line, value);
    }
    try (var out = Files.newBufferedWriter(file)) {
      lines.store(out, null);
    }
  }
}
