package io.github.wechatpayfeign.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SimulateUsageTest {

  /** By default, the keys would be kept in the folder of this module. */
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--order=no; outTradeNo",
        "--order=ORDER-1=EATEN; unknown state \"EATEN\": expected one of NOTPAY, CLOSED, SUCCESS",
        "--fault=error:500; \"error:500\" is not a fault: expected one of error:STATUS:CODE",
        "--fault=ORDER-1=error:many:X; is not a fault: the status must be a number, but is \"many\"",
        "--fault=falsify:BADLY; is not a fault: expected one of UNSIGNED",
        "--fault=delay:0; \"delay:0\" is not a fault: ",
        "--port=65536; The port must be 0 to 65535, but is 65536",
        "--mchid=x; mchid",
        "--mode=secret; \"secret\" is no mode: expected one of public-key, certificates, both, sm2"
      })
  void refusesWhatItCannotDo(String option, String sentence) {
    CliRun run = CliRun.of(Map.of(), "simulate", "--keys=" + folder, option);

    assertThat(run.err())
        .contains(sentence)
        .doesNotContain("Exception", "input string")
        .hasLineCount(2);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void refusesAFolderThatCannotBe() {
    CliRun run = CliRun.of(Map.of(), "simulate", "--keys=/dev/null/keys");

    assertThat(run.err())
        .contains("The keys cannot be kept in /dev/null/keys/simulated-keys.properties")
        .doesNotContain("Exception")
        .hasLineCount(2);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void refusesAnOrderThatIsPlacedTwice() {
    CliRun run =
        CliRun.of(Map.of(), "simulate", "--keys=" + folder, "--order=ORDER-1", "--order=ORDER-1");

    assertThat(run.err())
        .contains("order ORDER-1 already exists")
        .doesNotContain("Exception", "input string")
        .hasLineCount(2);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void refusesAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CliRun run =
          CliRun.of(Map.of(), "simulate", "--keys=" + folder, "--port=" + taken.getLocalPort());

      assertThat(run.err()).contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
      assertThat(run.exitCode()).isEqualTo(2);
    }
  }
}
