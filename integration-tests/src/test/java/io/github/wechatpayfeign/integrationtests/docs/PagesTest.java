package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.SubOrder;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The snippets of the pages in {@code docs} do what the pages say. */
class PagesTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final String SUB_MCHID = "1900000222";

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final PageSnippets reader = new PageSnippets();
  private WechatPay wechatPay;

  @BeforeEach
  void placeAnOrder() {
    wechatPay = SimulatedGateway.clientOf(simulator);
    simulator.createOrder(ORDER);
  }

  @AfterEach
  void stop() {
    wechatPay.close();
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, PARAM_ERROR, a developer",
    "401, SIGN_ERROR, operations",
    "429, FREQUENCY_LIMITED, a later run",
    "403, TRADE_ERROR, closeDecisively"
  })
  void nameWhoActsNext(int status, String code, String who) {
    simulator.failNext(Fault.error(status, code));
    WechatPayException thrown =
        catchThrowableOfType(WechatPayException.class, () -> wechatPay.closeOrder(ORDER));

    assertThat(PageSnippets.next(thrown)).startsWith(who);
  }

  @Test
  void actOnWhatADecisiveCloseFound() {
    simulator.pay(ORDER);
    reader.actOn(wechatPay, ORDER);
    assertThat(reader.told).containsExactly("deliver " + ORDER + ", which is paid");
    assertThat(PageSnippets.within10Seconds(wechatPay).kind()).isEqualTo(CloseDecision.Kind.PAID);
    assertThat(PageSnippets.closedFirst(wechatPay).kind()).isEqualTo(CloseDecision.Kind.PAID);
  }

  @Test
  void askAgainIfAnInterruptEndsACall() {
    Thread.currentThread().interrupt();
    reader.actOn(wechatPay, ORDER);
    assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
    assertThat(reader.told).singleElement().asString().startsWith("ask again for " + ORDER);
  }

  @Test
  void buildClientsThatWaitLongerOrGoElsewhere() {
    try (WechatPay patient = PageSnippets.patient(TestGateway.merchant());
        WechatPay throughProxies = PageSnippets.throughProxies(TestGateway.merchant());
        WechatPay throughAProxy = PageSnippets.throughAProxy(TestGateway.merchant())) {
      assertThat(patient.baseUrl()).isEqualTo("https://api.mch.weixin.qq.com");
      assertThat(throughProxies.baseUrl()).isEqualTo("https://pay-a.example.com/wechat");
      assertThat(throughAProxy.baseUrl()).isEqualTo("https://wechatpay.example.com");
    }
  }

  @Test
  void repeatAReentrantMethod() {
    simulator.failNext(
        Fault.error(500, "SYSTEM_ERROR"),
        Fault.answer(200, "{}".getBytes(StandardCharsets.UTF_8)).withSignature());
    try (WechatPay repeating =
        WechatPay.builder(SimulatedGateway.merchantOf(simulator))
            .baseUrl(simulator.baseUrl())
            .build()) {
      repeating.create(PageSnippets.Bills.class).trades("2026-11-22");
    }

    assertThat(simulator.requestCount()).isEqualTo(2);
  }

  @Test
  void findAMerchantAmongMany() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PageSnippets.many(List.of(TestGateway.merchant())))
        .withMessage("The merchant 1900000222 is not in the registry: put it there first");
  }

  @Test
  void closeTheOrdersOfASubMerchant() {
    simulator.book().ofSubMerchant(SUB_MCHID).create(ORDER);
    simulator.book().ofSubMerchant(SUB_MCHID).create("ORDER-20261123-2");

    CloseDecision decision = PageSnippets.partner(wechatPay, SUB_MCHID);

    assertThat(decision.kind()).isEqualTo(CloseDecision.Kind.CLOSED);
    assertThat(simulator.book().ofSubMerchant(SUB_MCHID).state(ORDER)).contains(OrderState.CLOSED);
  }

  @Test
  void closeACombinedOrder() {
    try (WechatPaySimulator many = WechatPaySimulator.builder().mchid("1900000109").start();
        WechatPay first = SimulatedGateway.clientOf(many)) {
      SimulatedMerchant second = many.addMerchant("1900000222");
      many.book()
          .createCombine(
              "COMBINE-20261123-1",
              List.of(
                  new SubOrder(many.mchid(), ORDER, 10),
                  new SubOrder(second.mchid(), "ORDER-20261123-2", 20)));

      assertThat(PageSnippets.combine(first, many.appid()).kind())
          .isEqualTo(CloseDecision.Kind.CLOSED);
    }
  }

  @Test
  void showTestsThatRunAsTheyStand() {
    PageSnippets.testing();
  }

  @Test
  void explainASignError() {
    Merchant stranger =
        Merchant.builder()
            .mchid(simulator.mchid())
            .merchantSerial("0A1B")
            .privateKey(TestGateway.MERCHANT_KEYS.getPrivate())
            .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
            .build();
    try (WechatPay refused = WechatPay.builder(stranger).baseUrl(simulator.baseUrl()).build()) {
      reader.signError(refused);
    }

    assertThat(reader.told)
        .singleElement()
        .asString()
        .startsWith("the gateway does not know the serial 0A1B")
        .endsWith(", with a Request-ID");
  }

  @Test
  void takeTheKeysOfOtherClients(@TempDir Path folder) throws IOException {
    String key = file(folder, "apiclient_key.pem", simulator.merchantPrivateKeyPem());
    String certificate = file(folder, "apiclient_cert.pem", simulator.merchantCertificatePem());
    String publicKey = file(folder, "pub_key.pem", simulator.publicKeyPem());
    try (WechatPay former =
            PageSnippets.keysOfWechatpayJava(
                simulator.mchid(),
                key,
                simulator.merchantSerial(),
                simulator.publicKeyId(),
                publicKey);
        WechatPay migrated =
            PageSnippets.keysOfWxJava(
                simulator.mchid(),
                key,
                certificate,
                simulator.publicKeyId(),
                publicKey,
                simulator.baseUrl())) {
      assertThat(former.baseUrl()).isEqualTo("https://api.mch.weixin.qq.com");
      migrated.closeOrder(ORDER);
    }

    assertThat(simulator.state(ORDER)).contains(OrderState.CLOSED);
  }

  @Test
  void distinguishARefusalFromAnUnknownOutcome() {
    simulator.failNext(Fault.error(403, "TRADE_ERROR"), Fault.drop(Moment.AFTER_APPLYING));

    reader.afterMigration(wechatPay, ORDER);
    reader.afterMigration(wechatPay, ORDER);

    assertThat(reader.told.get(0)).isEqualTo("refused 403 TRADE_ERROR");
    assertThat(reader.told.get(1)).startsWith("doubtful No answer");
  }

  private static String file(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
