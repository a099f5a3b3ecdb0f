package io.github.wechatpayfeign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage ends with exit code 2 and a message that names what is missing or wrong. */
class WrongUsageTest {

  @TempDir Path folder = Path.of("");

  @Test
  void namesEveryMissingSettingWithItsVariable() {
    CliRun run = CliRun.of(Map.of("WECHATPAY_MCHID", ""), "close", "ORDER-1");

    assertRefused(
        run,
        "Missing: --mchid (or WECHATPAY_MCHID),"
            + " --merchant-serial (or WECHATPAY_MERCHANT_SERIAL),"
            + " --private-key (or WECHATPAY_PRIVATE_KEY),"
            + " --public-key-id (or WECHATPAY_PUBLIC_KEY_ID),"
            + " --public-key (or WECHATPAY_PUBLIC_KEY); only --simulator works without them");
  }

  @Test
  void namesOnlyWhatIsMissing() throws IOException {
    try (LoopbackGateway gateway = new LoopbackGateway()) {
      Map<String, String> environment =
          CliRun.with(gateway.environment(folder), "WECHATPAY_PUBLIC_KEY", "");

      assertRefused(
          CliRun.of(environment, "close", "ORDER-1"),
          "Missing: --public-key (or WECHATPAY_PUBLIC_KEY); only --simulator works without them");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mchid           | 19 00    | The mchid must be",
        "--merchant-serial | xyz      | The serial of the merchant API certificate must be",
        "--public-key-id   | 7        | The WeChat Pay public key id must be PUB_KEY_ID_",
        "--private-key     | no.pem   | The file no.pem does not exist",
        "--public-key      | no.pem   | The file no.pem does not exist",
        "--base-url        | http://a | The base URL http://a is neither https nor plain http to"
      })
  void tellsInOneSentenceWhatIsWrongWithASetting(String option, String value, String message)
      throws IOException {
    try (LoopbackGateway gateway = new LoopbackGateway()) {
      CliRun run = CliRun.of(gateway.environment(folder), "close", option, value, "ORDER-1");

      assertThat(run.err())
          .startsWith(message)
          .endsWith("See: wechatpay-feign-cli close --help" + System.lineSeparator())
          .hasLineCount(2);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(gateway.requests()).isZero();
    }
  }

  @Test
  void wantsOrderNumbers() {
    assertRefused(
        CliRun.of(Map.of(), "close", "--simulator"),
        "No order numbers are given: give OUT_TRADE_NO... or --file ORDERS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "257", "2147483647"})
  void wantsAtMost256Workers(String workers) {
    assertRefused(
        CliRun.of(Map.of(), "close", "--simulator", "--parallel=" + workers, "ORDER-1"),
        "Invalid value for option '--parallel': expected a number from 1 to 256, but was '"
            + workers
            + "'");
  }

  @Test
  void wantsANumberOfWorkers() {
    assertRefused(
        CliRun.of(Map.of(), "close", "--simulator", "--parallel=many", "ORDER-1"),
        "Invalid value for option '--parallel': expected a number from 1 to 256, but was 'many'");
  }

  @Test
  void wantsAFileThatExists() {
    assertRefused(
        CliRun.of(Map.of(), "close", "--simulator", "--file=no/such/orders.txt"),
        "The file no/such/orders.txt does not exist");
  }

  @Test
  void doesNotReadAFolder() {
    assertRefused(
        CliRun.of(Map.of(), "close", "--simulator", "--file=" + folder),
        "The file " + folder + " is a folder");
  }

  @Test
  void refusesAnOptionThatItDoesNotKnow() {
    assertRefused(
        CliRun.of(Map.of(), "close", "--simulate", "ORDER-1"),
        "Unknown option: '--simulate'\nPossible solutions: --simulator");
  }

  @Test
  void wantsACommand() {
    CliRun run = CliRun.of(Map.of());

    assertThat(run.err()).startsWith("Usage: wechatpay-feign-cli").contains("close ", "doctor ");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void takesAnArgumentWithAnAtSignAsItIs() {
    CliRun run = CliRun.of(Map.of(), "close", "--simulator", "@/etc/hostname");

    assertThat(run.err()).startsWith("\"@/etc/hostname\" is not an order number");
  }

  @Test
  void takesAnOrderNumberWithAHyphenInFrontAfterTwoHyphens() {
    CliRun run = CliRun.of(Map.of(), "close", "--simulator", "--", "-ORDER");

    assertThat(run.out()).startsWith("SIMULATED CLOSED -ORDER ");
  }

  private static void assertRefused(CliRun run, String message) {
    assertThat(run.err().lines().toList())
        .startsWith(message.split("\n", -1))
        .last()
        .asString()
        .startsWith("See: wechatpay-feign-cli ")
        .endsWith(" --help");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }
}
