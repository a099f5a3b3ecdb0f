package io.github.wechatpayfeign.integrationtests.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** A call of the JDK's RSA alone allocates 53 KB, and one of wechatpay-java 87 KB. */
  @Test
  void allocatesLittleMoreThanItsSignature() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    close(CALLS);
    long before = threads.getCurrentThreadAllocatedBytes();
    close(CALLS);
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;

    System.out.printf(
        "A close allocates %d bytes, signed by %s%n",
        each, wechatPay.merchant().signatureProviderName());
    boolean nativeCode = !wechatPay.merchant().signatureProviderName().equals("SunRsaSign");
    assertThat(each).isBetween(1_000L, nativeCode ? 60_000L : 135_000L);
  }

  private void close(int calls) {
    for (int i = 0; i < calls; i++) {
      wechatPay.closeOrder("ORDER-0001");
    }
  }
}
