package io.github.wechatpayfeign.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.MerchantArguments;
import io.github.wechatpayfeign.cli.SharedSimulator;
import io.github.wechatpayfeign.cli.TestKeys;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of a key in a variable is taken where a key belongs, and shown nowhere. */
class KeyLeaksTest {

  private static final String KEY = TestKeys.of(TestKeys.newKeys().getPrivate());
  private static final String ORDER = "ORDER-1";

  private final WechatPaySimulator gateway = SharedSimulator.emptied();
  private final Map<String, String> environment = new HashMap<>();

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void pointAtTheGateway() {
    environment.putAll(MerchantArguments.environment(gateway, folder));
    gateway.createOrder(ORDER);
  }

  @Test
  void takesPemTextInTheVariables() {
    environment.put("WECHATPAY_PRIVATE_KEY", gateway.merchantPrivateKeyPem());
    environment.put("WECHATPAY_PUBLIC_KEY", gateway.publicKeyPem());
    environment.put("WECHATPAY_CERTIFICATE", gateway.merchantCertificatePem());

    CliRun close = CliRun.of(environment, "close", ORDER);
    CliRun doctor = CliRun.of(environment, "doctor", "--order", ORDER);

    assertThat(close.out()).startsWith("CLOSED " + ORDER);
    assertThat(close.exitCode()).isZero();
    assertThat(doctor.out()).doesNotContain("failure");
    assertThat(doctor.exitCode()).isZero();
    assertShowsNoKey(gateway.merchantPrivateKeyPem(), close, doctor);
  }

  static Stream<String> settings() {
    return Stream.of(
        "mchid",
        "merchant-serial",
        "private-key",
        "certificate",
        "p12",
        "public-key-id",
        "public-key",
        "platform-certificate",
        "base-url",
        "proxy",
        "scheme",
        "passphrase-file",
        "api-v3-key");
  }

  static Stream<String[]> settingsAndTexts() {
    String oneLine = KEY.replace("\n", "");
    return settings()
        .flatMap(
            setting ->
                Stream.of(
                        KEY,
                        KEY.replace("\n", "\r\n"),
                        KEY.replace("\n", " "),
                        KEY.replace("\n", "\\n"),
                        KEY.substring(0, KEY.length() / 2),
                        oneLine.substring(27, oneLine.length() - 25),
                        KEY.substring(28, KEY.length() - 26))
                    .map(text -> new String[] {setting, text}));
  }

  @ParameterizedTest(name = "--{0}")
  @MethodSource("settingsAndTexts")
  void showsNoKeyWhereverItIsGiven(String setting, String text) {
    environment.put(VariableDefaults.variableOf("--" + setting), text);

    assertShowsNoKey(
        text,
        CliRun.of(environment, "close", ORDER),
        CliRun.of(environment, "close", "--verbose", "--" + setting, text, ORDER),
        CliRun.of(environment, "query", "--json", ORDER),
        CliRun.of(environment, "doctor"),
        CliRun.of(environment, "doctor", "--json"));
  }

  /** Every part of a key of 16 characters is one too many, but for what begins every key. */
  private static void assertShowsNoKey(String key, CliRun... runs) {
    String base64 = key.replaceAll("-----[A-Z ]+-----|\\\\n|\\s", "");
    List<String> parts = new ArrayList<>();
    for (int start = 48; start + 16 <= base64.length(); start += 8) {
      parts.add(base64.substring(start, start + 16));
    }
    for (CliRun run : runs) {
      String said = run.out() + run.err();
      assertThat(parts.stream().filter(said::contains).findFirst()).as(said).isEmpty();
    }
  }
}
