package io.github.wechatpayfeign.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in every form that the command line takes; openssl turns one into the other. */
class KeyOptionsTest {

  private static final String ORDER = "ORDER-0001";
  private static final String SECRET = "a secret 密码";

  @TempDir Path folder = Path.of("");

  @Test
  void takesAnEncryptedKeyAndTheCertificate() throws Exception {
    try (WechatPaySimulator simulator = start(GatewayMode.PUBLIC_KEY)) {
      Map<String, String> environment = withPublicKey(simulator);
      environment.put("WECHATPAY_PRIVATE_KEY", encryptedKey().toString());

      assertRefused(close(environment), "holds an encrypted private key: give its passphrase");
      environment.put("WECHATPAY_PASSPHRASE", "guess");
      assertRefused(close(environment), "The passphrase does not open the key: The file ");

      environment.put("WECHATPAY_PASSPHRASE", SECRET);
      assertClosed(close(environment));
    }
  }

  @Test
  void asksForAPassphraseOnATerminal() throws Exception {
    try (WechatPaySimulator simulator = start(GatewayMode.PUBLIC_KEY)) {
      Map<String, String> environment = withPublicKey(simulator);
      Path key = encryptedKey();
      environment.put("WECHATPAY_PRIVATE_KEY", key.toString());
      List<String> prompts = new ArrayList<>();

      CliRun run =
          CliRun.in(
              new ProcessContext(
                  InputStream.nullInputStream(),
                  environment,
                  () -> false,
                  prompt -> {
                    prompts.add(prompt);
                    return SECRET.toCharArray();
                  },
                  Clock.systemUTC()),
              "close",
              ORDER);

      assertClosed(run);
      assertThat(prompts).containsExactly("Passphrase of " + key + ": ");
    }
  }

  @Test
  void takesThePassphraseFromTheFirstLineOfAFile() throws Exception {
    try (WechatPaySimulator simulator = start(GatewayMode.PUBLIC_KEY)) {
      Map<String, String> environment = withPublicKey(simulator);
      environment.put("WECHATPAY_PRIVATE_KEY", encryptedKey().toString());

      assertClosed(
          close(environment, "--passphrase-file", write("passphrase", SECRET + "\n").toString()));
      assertRefused(
          close(environment, "--passphrase-file", "missing"), "The file missing does not exist");
      assertRefused(
          close(environment, "--passphrase-file", "missing", "--passphrase", SECRET),
          "--passphrase-file replaces --passphrase: give one of them");
    }
  }

  @Test
  void takesAPkcs12FileWhosePassphraseIsTheMchid() throws Exception {
    try (WechatPaySimulator simulator = start(GatewayMode.PUBLIC_KEY)) {
      Map<String, String> environment = withPkcs12(simulator, simulator.mchid());

      assertClosed(close(environment));
      assertClosed(run(environment, KeyOptionsTest::neverAsked));
      assertRefused(
          close(environment, "--certificate", "any.pem"),
          "--p12 replaces --private-key and --certificate: give one or the other");
      assertRefused(
          close(environment, "--passphrase", SECRET),
          "cannot be opened, because the password is wrong");
    }
  }

  @Test
  void asksForThePassphraseOfAPkcs12FileThatTheMchidDoesNotOpen() throws Exception {
    try (WechatPaySimulator simulator = start(GatewayMode.PUBLIC_KEY)) {
      Map<String, String> environment = withPkcs12(simulator, "sesame");
      List<String> prompts = new ArrayList<>();

      CliRun run =
          run(
              environment,
              prompt -> {
                prompts.add(prompt);
                return "sesame".toCharArray();
              });

      assertClosed(run);
      assertThat(prompts)
          .containsExactly("Passphrase of " + environment.get("WECHATPAY_P12") + ": ");
      assertRefused(close(environment), "cannot be opened, because the password is wrong");
    }
  }

  @Test
  void showsNoEncryptedKeyInThePrompt() throws Exception {
    try (WechatPaySimulator simulator = start(GatewayMode.PUBLIC_KEY)) {
      Map<String, String> environment = withPublicKey(simulator);
      environment.put("WECHATPAY_PRIVATE_KEY", Files.readString(encryptedKey()));
      List<String> prompts = new ArrayList<>();

      CliRun run =
          run(
              environment,
              prompt -> {
                prompts.add(prompt);
                return SECRET.toCharArray();
              });

      assertClosed(run);
      assertThat(prompts).containsExactly("Passphrase of the given text: ");
    }
  }

  private static char[] neverAsked(String prompt) {
    throw new AssertionError(prompt);
  }

  private static CliRun run(
      Map<String, String> environment, Function<String, char @Nullable []> terminal) {
    return CliRun.in(
        new ProcessContext(
            InputStream.nullInputStream(), environment, () -> false, terminal, Clock.systemUTC()),
        "close",
        ORDER);
  }

  private Map<String, String> withPkcs12(WechatPaySimulator simulator, String passphrase)
      throws Exception {
    Map<String, String> environment = withPublicKey(simulator);
    Path p12 = folder.resolve("apiclient_cert.p12");
    openssl(
        "pkcs12",
        "-export",
        "-inkey",
        folder.resolve("key.pem").toString(),
        "-in",
        folder.resolve("cert.pem").toString(),
        "-passout",
        "pass:" + passphrase,
        "-out",
        p12.toString());
    environment.keySet().removeAll(List.of("WECHATPAY_PRIVATE_KEY", "WECHATPAY_CERTIFICATE"));
    environment.put("WECHATPAY_P12", p12.toString());
    return environment;
  }

  @Test
  void takesPlatformCertificatesInPlaceOfThePublicKey() throws Exception {
    try (WechatPaySimulator simulator = start(GatewayMode.PLATFORM_CERTIFICATE)) {
      Map<String, String> environment = withCertificate(simulator);
      Path first = write("first.pem", simulator.platformCertificates().get(0).pem());
      Path second = write("second.pem", simulator.issuePlatformCertificate().pem());
      simulator.useNewestPlatformCertificate();

      assertRefused(
          close(environment),
          "Missing: --public-key-id (or WECHATPAY_PUBLIC_KEY_ID), --public-key (or"
              + " WECHATPAY_PUBLIC_KEY)");
      assertClosed(
          close(
              environment,
              "--platform-certificate",
              first.toString(),
              "--platform-certificate",
              second.toString()));

      environment.put("WECHATPAY_PLATFORM_CERTIFICATE", first + File.pathSeparator + second);
      assertClosed(close(environment));
      assertRefused(
          close(environment, "--platform-certificate", folder.resolve("key.pem").toString()),
          "holds a private key; expected a platform certificate of WeChat Pay");
    }
  }

  @Test
  void downloadsPlatformCertificatesWithTheApiV3Key() throws Exception {
    try (WechatPaySimulator simulator = start(GatewayMode.PLATFORM_CERTIFICATE)) {
      Map<String, String> environment = withCertificate(simulator);
      environment.put("WECHATPAY_API_V3_KEY", simulator.apiV3Key());

      assertClosed(close(environment));
      assertThat(simulator.requests().get(0).target()).isEqualTo("/v3/certificates");

      CliRun wrong = close(environment, "--api-v3-key", "too short");
      assertRefused(wrong, "The APIv3 key must have 32 characters, but has 9");
      assertThat(wrong.err()).doesNotContain("too short");

      CliRun other = close(environment, "--api-v3-key", "0".repeat(32));
      assertThat(other.out()).startsWith("NOT_SENT " + ORDER).contains("does not open");
      assertThat(other.exitCode()).isEqualTo(5);
    }
  }

  @Test
  void speaksSm2AndRefusesTheOtherScheme() throws Exception {
    try (WechatPaySimulator simulator = start(GatewayMode.SHANGMI)) {
      Map<String, String> environment = withCertificate(simulator);
      environment.put("WECHATPAY_API_V3_KEY", simulator.apiV3Key());

      assertClosed(close(environment, "--scheme", "sm2"));
      assertClosed(close(environment, "--scheme", "SM2"));
      assertRefused(
          close(environment, "--scheme", "rsa"),
          "--scheme is rsa, but the scheme of the private key is sm2");
      assertRefused(
          close(environment, "--scheme", "dsa"),
          "Invalid value for option '--scheme': expected one of [RSA, SM2] (case-insensitive)");
    }
  }

  private static WechatPaySimulator start(GatewayMode mode) {
    WechatPaySimulator simulator = WechatPaySimulator.builder().mode(mode).start();
    simulator.createOrder(ORDER);
    return simulator;
  }

  /** Returns the settings of the simulator's merchant, with a certificate for its serial. */
  private Map<String, String> withCertificate(WechatPaySimulator simulator) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("WECHATPAY_BASE_URL", simulator.baseUrl());
    environment.put("WECHATPAY_MCHID", simulator.mchid());
    environment.put(
        "WECHATPAY_PRIVATE_KEY", write("key.pem", simulator.merchantPrivateKeyPem()).toString());
    environment.put(
        "WECHATPAY_CERTIFICATE", write("cert.pem", simulator.merchantCertificatePem()).toString());
    return environment;
  }

  private Map<String, String> withPublicKey(WechatPaySimulator simulator) throws IOException {
    Map<String, String> environment = withCertificate(simulator);
    environment.put("WECHATPAY_PUBLIC_KEY_ID", simulator.publicKeyId());
    environment.put(
        "WECHATPAY_PUBLIC_KEY", write("pub_key.pem", simulator.publicKeyPem()).toString());
    return environment;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path encryptedKey() throws Exception {
    Path encrypted = folder.resolve("encrypted.pem");
    openssl(
        "pkcs8",
        "-topk8",
        "-in",
        folder.resolve("key.pem").toString(),
        "-passout",
        "pass:" + SECRET,
        "-out",
        encrypted.toString());
    return encrypted;
  }

  private static CliRun close(Map<String, String> environment, String... options) {
    List<String> arguments = new ArrayList<>(List.of("close"));
    arguments.addAll(List.of(options));
    arguments.add(ORDER);
    return CliRun.of(environment, arguments.toArray(String[]::new));
  }

  private static void assertClosed(CliRun run) {
    assertThat(run.errBeforeSummary()).isEmpty();
    assertThat(run.out()).startsWith("CLOSED " + ORDER);
    assertThat(run.exitCode()).isZero();
  }

  private static void assertRefused(CliRun run, String sentence) {
    assertThat(run.err()).contains(sentence).doesNotContain(SECRET);
    assertThat(run.err().lines()).hasSize(2).last().asString().startsWith("See: ");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  private static void openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process openssl = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(openssl.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(openssl.exitValue()).as(said).isZero();
  }
}
