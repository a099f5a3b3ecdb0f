package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.ports.Ports;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A simulator starts with its settings, and leaves no thread and no port behind. */
class LifecycleTest {

  @Test
  void startsInOneLineWithItsOwnKeysAndNumbers() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      assertThat(simulator.baseUrl()).matches("http://127\\.0\\.0\\.1:[0-9]+");
      assertThat(simulator.mchid()).isEqualTo("1900000001");
      assertThat(simulator.merchantSerial()).matches("[0-9A-F]{40}");
      assertThat(simulator.publicKeyId()).matches("PUB_KEY_ID_[0-9]+");
      assertThat(simulator.merchantPrivateKeyPem())
          .matches(
              "-----BEGIN PRIVATE KEY-----\n([A-Za-z0-9+/]{64}\n)+[A-Za-z0-9+/=]{1,64}\n-----END PRIVATE KEY-----\n");
      assertThat(simulator.publicKeyPem())
          .matches(
              "-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/]{64}\n)+[A-Za-z0-9+/=]{1,64}\n-----END PUBLIC KEY-----\n");
      assertThat(simulator)
          .hasToString("WechatPaySimulator[%s, mchid=1900000001]".formatted(simulator.baseUrl()));
    }
  }

  @Test
  void usesTheSystemClockByDefault() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      long now = Instant.now().getEpochSecond();
      assertThat(new RawCall(simulator, now, "ORDER-0001").send().status()).isEqualTo(204);
    }
  }

  @Test
  void usesTheGivenPortAndMerchant() throws IOException {
    int port = Ports.free();
    try (WechatPaySimulator simulator =
        WechatPaySimulator.builder().port(port).mchid("1230000109").start()) {
      assertThat(simulator.baseUrl()).isEqualTo("http://127.0.0.1:" + port);
      assertThat(simulator.mchid()).isEqualTo("1230000109");
    }
  }

  @Test
  void listensOnOneLoopbackAddressOnly() throws IOException {
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        Socket socket = new Socket()) {
      InetSocketAddress other = new InetSocketAddress("127.0.0.2", portOf(simulator));

      assertThatThrownBy(() -> socket.connect(other, 1000)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void hasOnlyDaemonThreadsAndLeavesNoneBehind() throws IOException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    WechatPaySimulator simulator = WechatPaySimulator.start();
    int port = portOf(simulator);
    new RawCall(simulator, Instant.now().getEpochSecond(), "ORDER-0001").send();

    assertThat(threadsSince(before)).isNotEmpty().allMatch(Thread::isDaemon);
    simulator.close();

    // Netty has one for the whole JVM, which would keep a program alive for a second.
    assertThat(threadsSince(before))
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("globalEventExecutor"));
    Waiting.until(() -> threadsSince(before).isEmpty());
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }

  @Test
  void closingEndsDelaysAndMayBeRepeated() throws Exception {
    WechatPaySimulator simulator = WechatPaySimulator.start();
    simulator.failNext(Fault.delay(Duration.ofHours(1), Moment.BEFORE_APPLYING));
    simulator.createOrder("ORDER-0001");
    long now = Instant.now().getEpochSecond();
    try (Socket socket = new RawCall(simulator, now, "ORDER-0001").open()) {
      Waiting.until(() -> simulator.requestCount() == 1);

      simulator.close();
      simulator.close();

      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
    assertThat(simulator.state("ORDER-0001")).contains(OrderState.UNPAID);
  }

  @Test
  void saysWhichPortIsTaken() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      int port = portOf(simulator);

      assertThatThrownBy(() -> WechatPaySimulator.builder().port(port).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "The simulator cannot listen on 127.0.0.1:%d: use a free port, or 0 for any free"
                  + " port",
              port);
    }
  }

  @Test
  void rejectsSettingsAtOnce() {
    WechatPaySimulatorBuilder builder = WechatPaySimulator.builder();

    assertThatThrownBy(() -> builder.port(65_536))
        .hasMessage("The port must be 0 to 65535, but is 65536");
    assertThatThrownBy(() -> builder.port(-1)).hasMessage("The port must be 0 to 65535, but is -1");
    assertThatThrownBy(() -> builder.mchid("19x"))
        .hasMessage("The mchid must be 1 to 32 digits, but is \"19x\"");
  }

  private static Set<Thread> threadsSince(Set<Thread> before) {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeAll(before);
    return threads;
  }

  private static int portOf(WechatPaySimulator simulator) {
    return URI.create(simulator.baseUrl()).getPort();
  }
}
