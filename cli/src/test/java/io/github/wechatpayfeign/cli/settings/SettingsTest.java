package io.github.wechatpayfeign.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.LoopbackGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An empty variable counts as unset, an empty option does not. */
class SettingsTest {

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "--base-url, WECHATPAY_BASE_URL",
    "--mchid, WECHATPAY_MCHID",
    "--merchant-serial, WECHATPAY_MERCHANT_SERIAL",
    "--private-key, WECHATPAY_PRIVATE_KEY",
    "--public-key-id, WECHATPAY_PUBLIC_KEY_ID",
    "--public-key, WECHATPAY_PUBLIC_KEY"
  })
  void takesAnOptionRatherThanItsVariable(String option, String variable) throws IOException {
    try (LoopbackGateway gateway = new LoopbackGateway()) {
      Map<String, String> right = gateway.environment(folder);
      Map<String, String> wrong = CliRun.with(right, variable, "?wrong?");

      assertThat(CliRun.of(wrong, "close", "ORDER-1").exitCode()).isEqualTo(2);

      CliRun run = CliRun.of(wrong, "close", option, right.getOrDefault(variable, ""), "ORDER-1");
      assertThat(run.out()).startsWith("CLOSED ORDER-1 ");
      assertThat(run.exitCode()).isZero();
    }
  }

  @Test
  void takesAnEmptyVariableForOneThatIsNotSet() throws IOException {
    try (LoopbackGateway gateway = new LoopbackGateway()) {
      Map<String, String> environment =
          CliRun.with(gateway.environment(folder), "WECHATPAY_MCHID", "");

      assertThat(CliRun.of(environment, "close", "ORDER-1").err())
          .startsWith("Missing: --mchid (or WECHATPAY_MCHID)");
    }
  }

  @Test
  void keepsAnEmptyOption() throws IOException {
    try (LoopbackGateway gateway = new LoopbackGateway()) {
      CliRun run = CliRun.of(gateway.environment(folder), "close", "--mchid=", "ORDER-1");

      assertThat(run.err()).startsWith("The mchid must be").contains("but is \"\"");
    }
  }
}
