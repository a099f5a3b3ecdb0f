package io.github.wechatpayfeign.integrationtests.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.MovableClock;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.WatchedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys of both sides are replaced while calls are under way, and no call fails. {@code
 * -Drotation.calls=20000} makes it longer.
 */
class RotationTest {

  private static final int CALLS = Integer.getInteger("rotation.calls", 5_000);
  private static final int ROTATIONS = 3;
  private static final int WORKERS = 16;
  private static final String KEY = "apiclient_key.pem";
  private static final String CERTIFICATE = "apiclient_cert.pem";

  @TempDir Path folder;

  private final MovableClock clock = new MovableClock();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  /** The number of ended calls of each worker; the maximum after the worker is done. */
  private final AtomicIntegerArray endedBy = new AtomicIntegerArray(WORKERS);

  @Test
  void seesThreeRotationsAndNotOneFailure() throws Exception {
    try (WechatPaySimulator simulator =
        WechatPaySimulator.builder()
            .clock(clock)
            .mode(GatewayMode.PLATFORM_CERTIFICATE)
            .strictAll()
            .start()) {
      IntStream.range(0, CALLS).forEach(i -> simulator.createOrder(order(i)));
      writeKeys(simulator);
      try (WatchedMerchant merchant =
              WatchedMerchant.watch(() -> load(simulator), Duration.ofMillis(20), folder);
          WechatPay wechatPay =
              WechatPay.builder(merchant)
                  .baseUrl(simulator.baseUrl())
                  .clock(clock)
                  .retryPolicy(RetryPolicy.off())
                  .build()) {
        CompletableFuture<Void> calls = call(wechatPay);
        for (int i = 1; i <= ROTATIONS; i++) {
          int share = CALLS * i / (ROTATIONS + 1);
          Await.until(() -> ended.get() >= share || !failures.isEmpty());
          rotate(simulator, merchant, wechatPay);
        }
        calls.join();
      }

      assertThat(failures).isEmpty();
      assertThat(simulator.orders()).hasSize(CALLS).containsValue(OrderState.CLOSED);
      assertThat(simulator.orders().values()).containsOnly(OrderState.CLOSED);
      assertThat(signers(simulator)).hasSizeGreaterThan(1);
    }
  }

  private CompletableFuture<Void> call(WechatPay wechatPay) {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    List<CompletableFuture<Void>> running =
        IntStream.range(0, WORKERS)
            .mapToObj(worker -> CompletableFuture.runAsync(() -> work(worker, wechatPay), workers))
            .toList();
    workers.shutdown();
    return CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
  }

  private void work(int worker, WechatPay wechatPay) {
    int next = begun.getAndIncrement();
    while (next < CALLS) {
      try {
        wechatPay.closeOrder(order(next));
      } catch (RuntimeException e) {
        failures.add(e.toString());
      }
      ended.incrementAndGet();
      endedBy.incrementAndGet(worker);
      next = begun.getAndIncrement();
    }
    endedBy.set(worker, Integer.MAX_VALUE);
  }

  /** Replaces the keys of both sides as in production, but faster. */
  private void rotate(WechatPaySimulator simulator, WatchedMerchant merchant, WechatPay wechatPay)
      throws IOException {
    // A minute later, because unknown serials cause at most one download a minute.
    clock.advance(Duration.ofSeconds(61));
    String formerSerial = simulator.merchantSerial();
    String formerCertificate = newest(simulator);
    simulator.merchant().renewCertificate();
    writeKeys(simulator);
    simulator.issuePlatformCertificate();
    Await.until(() -> merchant.merchant().merchantSerial().equals(simulator.merchantSerial()));
    wechatPay.refreshPlatformCertificates();
    simulator.useNewestPlatformCertificate();

    // After each worker has ended a call, every request with the old keys has been answered.
    int[] before = IntStream.range(0, WORKERS).map(endedBy::get).toArray();
    Await.until(
        () ->
            IntStream.range(0, WORKERS).allMatch(i -> endedBy.get(i) > before[i] || isDone(i))
                || !failures.isEmpty());
    simulator.merchant().revokeCertificate(formerSerial);
    simulator.retirePlatformCertificate(formerCertificate);
  }

  private boolean isDone(int worker) {
    return endedBy.get(worker) == Integer.MAX_VALUE;
  }

  private static String newest(WechatPaySimulator simulator) {
    return simulator
        .platformCertificates()
        .get(simulator.platformCertificates().size() - 1)
        .serial();
  }

  /** First the key, in place and in two halves, then the certificate, renamed over. */
  private void writeKeys(WechatPaySimulator simulator) throws IOException {
    String key = simulator.merchantPrivateKeyPem();
    Path keyFile = folder.resolve(KEY);
    Files.writeString(keyFile, key.substring(0, key.length() / 2));
    Files.writeString(keyFile, key);
    Path moved = Files.createTempFile(folder.getParent(), "cert", ".pem");
    Files.writeString(moved, simulator.merchantCertificatePem());
    Files.move(moved, folder.resolve(CERTIFICATE), StandardCopyOption.REPLACE_EXISTING);
  }

  private Merchant load(WechatPaySimulator simulator) {
    return Merchant.builder()
        .mchid(simulator.mchid())
        .clock(clock)
        .privateKey(folder.resolve(KEY))
        .certificate(KeyMaterial.of(folder.resolve(CERTIFICATE)))
        .apiV3Key(simulator.apiV3Key())
        .build();
  }

  private static List<String> signers(WechatPaySimulator simulator) {
    return simulator.requests().stream()
        .map(request -> request.header("Authorization").get(0).replaceFirst(".*serial_no=", ""))
        .distinct()
        .toList();
  }

  private static String order(int i) {
    return "ORDER-" + (100_000 + i);
  }
}
