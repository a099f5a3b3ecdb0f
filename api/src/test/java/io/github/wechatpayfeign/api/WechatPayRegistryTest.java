package io.github.wechatpayfeign.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many merchants in one registry. */
class WechatPayRegistryTest {

  private static final int MANY = 10_000;
  private static final long GOAL_BYTES = 16 * 1024;

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  private static final SimulatedMerchant FIRST = SIMULATOR.merchant();
  private static final SimulatedMerchant SECOND = SIMULATOR.addMerchant("1900000002");

  private final WechatPayRegistry registry =
      WechatPayRegistry.builder()
          .baseUrl(SIMULATOR.baseUrl())
          .retryPolicy(RetryPolicy.off())
          .build();

  @BeforeEach
  void reset() {
    SIMULATOR.reset();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @AfterAll
  static void stopTheSimulator() {
    SIMULATOR.close();
  }

  @Test
  void signsForEachMerchantWithItsOwnKey() {
    registry.put(merchant(FIRST));
    registry.put(merchant(SECOND));
    FIRST.book().create("ORDER-0001");
    SECOND.book().create("ORDER-0001");

    registry.of("1900000002").closeOrder("ORDER-0001");

    assertThat(SECOND.book().state("ORDER-0001")).contains(OrderState.CLOSED);
    assertThat(FIRST.book().state("ORDER-0001")).contains(OrderState.UNPAID);
    assertThat(registry.mchids()).containsExactlyInAnyOrder(FIRST.mchid(), "1900000002");
    assertThat(registry).asString().endsWith(", merchants=2]");
  }

  @Test
  void replacesAMerchantAlsoForThoseWhoHoldTheFormer() {
    WechatPay held = registry.put(merchant(FIRST));
    String former = FIRST.serial();
    FIRST.renewCertificate();
    FIRST.revokeCertificate(former);
    FIRST.book().create("ORDER-0001");
    assertThatExceptionOfType(SignErrorException.class)
        .isThrownBy(() -> held.closeOrder("ORDER-0001"));

    registry.put(merchant(FIRST));
    held.closeOrder("ORDER-0001");

    assertThat(FIRST.book().state("ORDER-0001")).contains(OrderState.CLOSED);
  }

  @Test
  void sendsNothingForAMerchantThatWasRemoved() {
    WechatPay held = registry.put(merchant(FIRST));

    assertThat(registry.remove(FIRST.mchid())).isTrue();
    assertThat(registry.remove(FIRST.mchid())).isFalse();

    assertThat(registry.find(FIRST.mchid())).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.of(FIRST.mchid()))
        .withMessage(
            "The merchant " + FIRST.mchid() + " is not in the registry: put it there first");
    assertThatIllegalStateException()
        .isThrownBy(() -> held.closeOrder("ORDER-0001"))
        .withMessageStartingWith("This client does not sign for the merchant " + FIRST.mchid());
    assertThat(SIMULATOR.requestCount()).isZero();
  }

  @Test
  void servesServiceProvidersForTheirSubMerchants() {
    PartnerTransactionsApi partner =
        registry.put(merchant(SECOND)).create(PartnerTransactionsApi.class);
    SECOND.book().ofSubMerchant("1900000099").create("ORDER-0001");

    partner.close("ORDER-0001", new PartnerCloseOrderRequest("1900000002", "1900000099"));

    assertThat(SECOND.book().ofSubMerchant("1900000099").state("ORDER-0001"))
        .contains(OrderState.CLOSED);
  }

  @Test
  void staysOpenWhenAMerchantsClientIsClosed() {
    registry.put(merchant(FIRST)).close();
    FIRST.book().create("ORDER-0001");

    registry.of(FIRST.mchid()).closeOrder("ORDER-0001");

    assertThat(FIRST.book().state("ORDER-0001")).contains(OrderState.CLOSED);
  }

  @Test
  void takesAMerchantWithAClientOfItsOwn() {
    try (WechatPay own = WechatPay.builder(merchant(SECOND)).baseUrl(SIMULATOR.baseUrl()).build()) {
      registry.put(own);
      SECOND.book().create("ORDER-0001");

      assertThat(registry.of("1900000002")).isSameAs(own);
      registry.close();
      own.closeOrder("ORDER-0001");

      assertThat(SECOND.book().state("ORDER-0001")).contains(OrderState.CLOSED);
    }
  }

  @Test
  void tellsOfEachChangeWhateverAnActionThrows() {
    Logger log = Logger.getLogger(WechatPayRegistry.class.getName());
    log.setLevel(Level.OFF);
    List<Integer> seen = new ArrayList<>();
    registry.onChange(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    registry.onChange(() -> seen.add(registry.mchids().size()));

    registry.put(merchant(FIRST));
    registry.put(merchant(SECOND));
    assertThat(registry.remove("1900000002")).isTrue();
    log.setLevel(null);

    assertThat(seen).containsExactly(1, 2, 1);
    assertThat(registry.prefersBackup()).isFalse();
  }

  @Test
  void letsMerchantsComeAndGoWhileOthersAreCalled() {
    registry.put(merchant(FIRST));
    IntStream.range(0, 400).forEach(i -> FIRST.book().create("ORDER-" + (1000 + i)));
    Merchant coming = merchant(SECOND);
    CompletableFuture<Void> changes =
        CompletableFuture.runAsync(
            () ->
                IntStream.range(0, 2_000)
                    .forEach(
                        i -> {
                          registry.put(coming);
                          registry.remove(coming.mchid());
                        }));

    List<CompletableFuture<Void>> calls =
        IntStream.range(0, 400)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> registry.of(FIRST.mchid()).closeOrder("ORDER-" + (1000 + i))))
            .toList();

    calls.forEach(CompletableFuture::join);
    changes.join();
    assertThat(FIRST.book().states().values()).containsOnly(OrderState.CLOSED);
  }

  @Test
  void keepsAMerchantInLessThan16Kilobytes() {
    registry.put(merchant(FIRST));
    long before = usedBytes();
    for (int i = 0; i < MANY; i++) {
      registry.put(withNumber(Integer.toString(1_910_000_000 + i)));
    }
    long each = (usedBytes() - before) / MANY;

    System.out.printf("memory of a merchant at %d merchants: %d bytes%n", MANY, each);
    assertThat(registry.mchids()).hasSize(MANY + 1);
    assertThat(each).isBetween(500L, GOAL_BYTES);
  }

  /** Reads the keys anew, so that no two merchants share one. */
  private Merchant withNumber(String mchid) {
    return Merchant.builder()
        .mchid(mchid)
        .merchantSerial(FIRST.serial())
        .privateKeyPem(FIRST.privateKeyPem())
        .wechatPayPublicKeyPem(SIMULATOR.publicKeyId(), SIMULATOR.publicKeyPem())
        .build();
  }

  private Merchant merchant(SimulatedMerchant simulated) {
    return MerchantsOfSimulator.of(SIMULATOR, simulated);
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
