package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.wechatpayfeign.ports.Ports;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices leave this machine only for hosts that were named at the start. */
class NoticeHostsTest {
  /** An address that no rule about loopback knows, and that leads to loopback all the same. */
  private static final String UNUSUAL = "::ffff:127.0.0.1";

  @Test
  void sendsANoticeToAHostThatIsNamed() {
    try (WechatPaySimulator simulator = simulator("shop", UNUSUAL);
        NoticeReceiver receiver = new NoticeReceiver()) {
      SimulatedNotice notice =
          paid(simulator, receiver.url().replace("127.0.0.1", "[" + UNUSUAL + "]"));

      assertThat(notice.deliver().status()).isEqualTo(204);
      assertThat(receiver.last().header("Host")).startsWith("[" + UNUSUAL + "]:");
    }
  }

  /** Nothing listens there, so the refusal of the connection shows that it was tried. */
  @Test
  void triesToReachAnAddressThatIsNotLoopback() throws IOException {
    Optional<String> own = ownAddress();
    assumeThat(own).as("an address besides loopback").isPresent();
    String host = own.orElseThrow();
    try (WechatPaySimulator simulator = simulator(host)) {
      SimulatedNotice notice =
          paid(simulator, "http://" + host + ":" + Ports.refusing(host) + "/paid");

      assertThat(notice.deliver().failure()).contains("ConnectException");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[::ffff:127.0.0.1]:8080/paid",
        "http://myshop:8080/paid",
        "http://shop.example:8080/paid",
        "https://shop:8080/paid",
        "http://user@shop:8080/paid"
      })
  void refusesEveryOtherUrl(String url) {
    try (WechatPaySimulator simulator = simulator("shop", "10.0.0.5")) {
      assertThatThrownBy(() -> simulator.notices().defaultUrl(url))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "The simulator sends notices by HTTP to this machine and 10.0.0.5, shop only: set a"
                  + " notify_url such as http://127.0.0.1:8080/paid instead of \"%s\", or allow its"
                  + " host (notifyHosts, or --notify-hosts of the command)",
              url);
    }
  }

  @Test
  void acceptsNamesInAnyCaseAndAddressesWithAndWithoutBrackets() {
    try (WechatPaySimulator simulator =
        simulator("Shop", "[fd00::5]", "10.0.0.5", "a.b-c.example")) {
      for (String host : new String[] {"shop", "SHOP", "[fd00::5]", "10.0.0.5", "a.b-c.example"}) {
        simulator.notices().defaultUrl("http://" + host + ":8080/paid");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "http://shop", "shop:8080", "shop/paid", "*", "a b"})
  void refusesWhatIsNotAHost(String host) {
    assertThatThrownBy(() -> WechatPaySimulator.builder().notifyHosts(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A host for notices must be a name or an address without a scheme and a port, such as"
                + " shop or 10.0.0.5, but is \"%s\"",
            host);
  }

  private static WechatPaySimulator simulator(String... hosts) {
    return WechatPaySimulator.builder().notifyHosts(hosts).start();
  }

  private static SimulatedNotice paid(WechatPaySimulator simulator, String url) {
    simulator.notices().answerLimit(Duration.ofMinutes(1));
    simulator.notices().defaultUrl(url);
    simulator.createOrder("ORDER-0001");
    simulator.pay("ORDER-0001");
    return simulator.notices().about("ORDER-0001").get(0);
  }

  private static Optional<String> ownAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .filter(address -> !address.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .findFirst();
  }
}
