package io.github.wechatpayfeign.integrationtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The runnable jar signs with Conscrypt if there are many orders or a simulator, and otherwise with
 * the JDK.
 */
@Timeout(180)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class CliSignaturesTest {

  private static final int MANY = 50;

  /** A class that is loaded once the library of Conscrypt is. */
  private static final String CONSCRYPT = "org.conscrypt.OpenSSLSignature ";

  @TempDir Path folder;

  record Run(int exitCode, List<String> out, String err, String classes) {

    void assertClosed(int orders) {
      assertThat(exitCode).as(err).isZero();
      assertThat(out).hasSize(orders).allMatch(line -> line.contains("CLOSED ORDER-"));
      assertThat(err).startsWith("close: CLOSED " + orders + ";").hasLineCount(1);
    }
  }

  @Test
  void signsFewOrdersByTheJdk() throws Exception {
    Run run = close(MANY - 1);

    run.assertClosed(MANY - 1);
    assertThat(run.classes()).contains("io.github.wechatpayfeign.cli.Main ");
    assertThat(run.classes()).doesNotContain("org.conscrypt.");
  }

  @Test
  void signsManyOrdersByConscrypt() throws Exception {
    Run run = close(MANY);

    run.assertClosed(MANY);
    assertThat(run.classes()).contains(CONSCRYPT);
  }

  /** The simulator's keys are what takes time. */
  @Test
  void makesTheKeysOfASimulatorByConscrypt() throws Exception {
    Run run = close(1, Map.of(), List.of("close", "--simulator"));

    run.assertClosed(1);
    assertThat(run.classes()).contains("org.conscrypt.OpenSSLRSAKeyPairGenerator ", CONSCRYPT);
  }

  @Test
  void signsManyOrdersByTheJdkIfTheUserSaysSo() throws Exception {
    Run run = close(MANY, "-Dwechatpay.signature.provider=jvm");

    run.assertClosed(MANY);
    assertThat(run.classes()).doesNotContain("org.conscrypt.");
  }

  /** Nobody can write to that folder, not even root, so the library cannot be unpacked. */
  @Test
  void signsManyOrdersByTheJdkWithoutAWordIfConscryptDoesNotLoad() throws Exception {
    Run run = close(MANY, "-Dorg.conscrypt.native.workdir=/proc");

    run.assertClosed(MANY);
    assertThat(run.classes()).contains("org.conscrypt.Conscrypt ").doesNotContain(CONSCRYPT);
  }

  /** Closes orders at a simulator of this process. */
  private Run close(int orders, String... options) throws IOException, InterruptedException {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      IntStream.rangeClosed(1, orders).forEach(number -> simulator.createOrder("ORDER-" + number));
      Map<String, String> merchant =
          Map.of(
              "WECHATPAY_BASE_URL", simulator.baseUrl(),
              "WECHATPAY_MCHID", simulator.mchid(),
              "WECHATPAY_MERCHANT_SERIAL", simulator.merchantSerial(),
              "WECHATPAY_PRIVATE_KEY", simulator.merchantPrivateKeyPem(),
              "WECHATPAY_PUBLIC_KEY_ID", simulator.publicKeyId(),
              "WECHATPAY_PUBLIC_KEY", simulator.publicKeyPem());
      return close(orders, merchant, List.of("close"), options);
    }
  }

  private Run close(
      int orders, Map<String, String> environment, List<String> command, String... options)
      throws IOException, InterruptedException {
    Path file =
        Files.write(
            folder.resolve("orders"),
            IntStream.rangeClosed(1, orders).mapToObj(number -> "ORDER-" + number).toList());
    Path classes = folder.resolve("classes");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder process =
        CliProcess.of(
            environment,
            Stream.concat(command.stream(), Stream.of("--file", file.toString()))
                .toArray(String[]::new));
    process.command().add(1, "-Xlog:class+load=info:file=" + classes);
    process.command().addAll(1, List.of(options));
    int exitCode =
        process.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Run(
        exitCode, Files.readAllLines(out), Files.readString(err), Files.readString(classes));
  }
}
