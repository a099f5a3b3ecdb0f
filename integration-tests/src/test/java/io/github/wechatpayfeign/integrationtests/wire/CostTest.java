package io.github.wechatpayfeign.integrationtests.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cost of a close in connections, wake-ups and memory, independent of the machine's speed. */
class CostTest {

  private static final int CALLS = 300;

  private final WechatPaySimulator simulator = WechatPaySimulator.builder().strictAll().start();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger acquired = new AtomicInteger();
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .eventListener(
              new EventListener() {
                @Override
                public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
                  connections.incrementAndGet();
                }

                @Override
                public void connectionAcquired(Call call, Connection connection) {
                  acquired.incrementAndGet();
                }
              })
          .build();
  private final WechatPay wechatPay = start(SimulatedGateway.merchantOf(simulator));

  private WechatPay start(Merchant merchant) {
    simulator.createOrder("ORDER-0001");
    return WechatPay.builder(merchant).baseUrl(simulator.baseUrl()).okHttpClient(http).build();
  }

  @AfterEach
  void stop() {
    wechatPay.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
    simulator.close();
  }

  @Test
  void opensOneConnectionForAllCallsOfOneThread() {
    close(CALLS);

    assertThat(connections).hasValue(1);
    assertThat(acquired).hasValue(CALLS);
  }

  /** Without care, each call wakes the thread that enforces time limits three times. */
  @Test
  void letsTheThreadThatEnforcesTimeLimitsSleep() {
    close(CALLS);
    long before = waitsOfOkiosWatchdog();
    close(CALLS);

    assertThat(waitsOfOkiosWatchdog() - before).isLessThan(CALLS / 3);
  }

  private static long waitsOfOkiosWatchdog() {
    java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().equals("Okio Watchdog"))
        .mapToLong(ThreadInfo::getWaitedCount)
        .max()
        .orElseThrow();
  }

  /**
   * Measured in a JVM of its own. Without its optimizing compiler the bytes are the same each time,
   * whatever else the machine does.
   */
  @Test
  void costsNotMuchMoreThanTheCommittedFigures() throws Exception {
    Properties committed = new Properties();
    try (InputStream figures = CostTest.class.getResourceAsStream("cost.properties")) {
      committed.load(Objects.requireNonNull(figures));
    }

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dwechatpay.signature.provider=conscrypt",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    Matcher measured =
        Pattern.compile("(?s).*provider=(.+) bytes=(\\d+) connections=(\\d+)\\s*").matcher(output);
    assertThat(measured.matches()).as(output).isTrue();
    assumeThat(measured.group(1)).isEqualTo("Conscrypt");
    System.out.print(measured.group().substring(measured.start(1)));
    assertThat(Long.parseLong(measured.group(2)))
        .as("bytes: if they have to be more, commit the new figure to cost.properties")
        .isLessThanOrEqualTo(figure(committed, "bytes") * 110 / 100);
    assertThat(Long.parseLong(measured.group(3)))
        .isLessThanOrEqualTo(figure(committed, "connections") * 110 / 100);
  }

  private static long figure(Properties committed, String name) {
    return Long.parseLong(Objects.requireNonNull(committed.getProperty(name)).strip());
  }

  /** The program of the separate process: it closes orders, and prints what each close costs. */
  static final class Main {

    private static final int WARM_UP = 60;
    private static final int BATCHES = 5;
    private static final int BATCH = 20;

    private Main() {}

    public static void main(String[] arguments) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      CostTest test = new CostTest();
      test.close(WARM_UP);
      int before = test.connections.get();
      long[] bytes = new long[BATCHES];
      for (int i = 0; i < BATCHES; i++) {
        long start = threads.getCurrentThreadAllocatedBytes();
        test.close(BATCH);
        bytes[i] = (threads.getCurrentThreadAllocatedBytes() - start) / BATCH;
      }
      Arrays.sort(bytes);
      System.out.printf(
          "provider=%s bytes=%d connections=%d%n",
          test.wechatPay.merchant().signatureProviderName(),
          bytes[BATCHES / 2],
          test.connections.get() - before);
      test.stop();
    }
  }

  private void close(int calls) {
    for (int i = 0; i < calls; i++) {
      wechatPay.closeOrder("ORDER-0001");
    }
  }
}
