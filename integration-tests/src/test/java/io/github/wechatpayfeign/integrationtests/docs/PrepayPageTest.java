package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.prepay.AppInvocation;
import io.github.wechatpayfeign.api.prepay.JsapiInvocation;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about placing orders says what happens. */
class PrepayPageTest {

  private static final Path PAGE = Path.of("..", "docs", "prepay.md");

  @Test
  void placesAnOrderAndSignsForThePhone() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay = SimulatedGateway.clientOf(simulator)) {
      Map<String, String> forThePhone =
          PrepaySnippets.prepay(
              wechatPay,
              wechatPay.clock().instant().plus(Duration.ofMinutes(30)),
              "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");

      assertThat(forThePhone)
          .containsEntry(
              "package",
              "prepay_id=" + simulator.book().credential("ORDER-20261130-1").orElseThrow());
    }
  }

  @Test
  void listsTheNamesThatThePhoneNeeds() throws IOException {
    JsapiInvocation jsapi = new JsapiInvocation("a", "1", "n", "prepay_id=1", "RSA", "s");
    AppInvocation app = new AppInvocation("a", "m", "1", "Sign=WXPay", "n", "1", "s");

    assertThat(Files.readString(PAGE))
        .contains("`JsapiInvocation.asMap()` | " + inBackquotes(jsapi.asMap().keySet()) + " |")
        .contains("`AppInvocation.asMap()` | " + inBackquotes(app.asMap().keySet()) + " |");
  }

  private static String inBackquotes(Collection<String> names) {
    return names.stream().map(name -> '`' + name + '`').collect(Collectors.joining(", "));
  }
}
