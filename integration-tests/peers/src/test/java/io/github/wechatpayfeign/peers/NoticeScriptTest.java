package io.github.wechatpayfeign.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wechatpayfeign.simulator.NoticeDelivery;
import io.github.wechatpayfeign.simulator.SimulatedNotice;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A receiver of notices that has only what Node has built in verifies and decrypts them. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class NoticeScriptTest {

  private static final Path SCRIPT =
      Path.of("..", "..", "docs", "sandbox", "notices.mjs").toAbsolutePath();

  @TempDir Path folder;

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private Process node;
  private BufferedReader printed;
  private SimulatedNotice notice;

  @BeforeEach
  void receive() throws IOException {
    Program.requireOrSkip("node");
    ProcessBuilder builder =
        new ProcessBuilder("node", SCRIPT.toString(), "0").redirectErrorStream(true);
    builder.environment().putAll(new Peers(simulator, folder).variables());
    node = builder.start();
    printed = node.inputReader();
    simulator.notices().defaultUrl(line().replace("Listening at ", "") + "/paid");
    simulator.createOrder(Peers.ORDER);
    simulator.pay(Peers.ORDER);
    notice = simulator.notices().about(Peers.ORDER).get(0);
  }

  @AfterEach
  void stop() {
    if (node != null) {
      var unused = node.destroyForcibly().onExit().join();
    }
    simulator.close();
  }

  @Test
  void decryptsAPayment() throws IOException {
    NoticeDelivery delivery = notice.deliver();

    assertThat(delivery.status()).isEqualTo(204);
    assertThat(notice.isPending()).isFalse();
    String line = line();
    assertThat(line).startsWith("TRANSACTION.SUCCESS {");
    JsonObject payment =
        JsonParser.parseString(line.substring(line.indexOf('{'))).getAsJsonObject();
    assertThat(payment.get("out_trade_no").getAsString()).isEqualTo(Peers.ORDER);
    assertThat(payment.getAsJsonObject("amount").get("total").getAsInt()).isEqualTo(100);
  }

  /** Node takes one of two equal headers, and ignores what is not Base64 before a signature. */
  @ParameterizedTest
  @EnumSource(
      value = Falsification.class,
      names = {"REPEATED_HEADER", "NOT_BASE64"},
      mode = EnumSource.Mode.EXCLUDE)
  void refusesAFalseNotice(Falsification how) throws IOException {
    assertThat(notice.deliver(how).status()).isEqualTo(401);

    assertThat(line()).startsWith("Refused: ");
    assertThat(notice.isPending()).isTrue();
  }

  private String line() throws IOException {
    return Objects.requireNonNull(printed.readLine(), "The script has ended");
  }
}
