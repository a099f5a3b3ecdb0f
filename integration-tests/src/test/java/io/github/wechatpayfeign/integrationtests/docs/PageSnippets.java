package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Param;
import feign.RequestLine;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.CloseReceipt;
import io.github.wechatpayfeign.api.CombineCloseDecision;
import io.github.wechatpayfeign.api.CombineCloseRequest;
import io.github.wechatpayfeign.api.SubMerchant;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.SimulatedNotice;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The snippets of the pages about concepts, failover, many merchants, tests, SIGN_ERROR and
 * migrations, word for word, so that they compile and can be run.
 */
final class PageSnippets {

  interface Bills {
    @Reentrant
    @RequestLine("GET /v3/bill/tradebill?bill_date={bill_date}")
    Bill trades(@Param("bill_date") String billDate);

    record Bill(String download_url) {}
  }

  /** The arguments that the reader's own methods received. */
  final List<String> told = new ArrayList<>();

  private void askAgain(String outTradeNo, Duration after) {
    told.add("ask again for " + outTradeNo + " after " + after);
  }

  private void deliver(String outTradeNo, @Nullable String transactionId) {
    told.add("deliver " + outTradeNo + (transactionId == null ? "" : ", which is paid"));
  }

  private void alert(@Nullable String explanation, @Nullable String requestId) {
    told.add(explanation + (requestId == null ? "" : ", with a Request-ID"));
  }

  private void refused(int status, @Nullable String code) {
    told.add("refused " + status + " " + code);
  }

  private void doubtful(@Nullable String text) {
    told.add("doubtful " + text);
  }

  static String next(WechatPayException e) {
    String whoActs =
        switch (e.next()) {
          case FIX_REQUEST -> "a developer: " + e.getMessage();
          case FIX_CREDENTIALS_OR_CLOCK -> "operations, now: " + e.getMessage();
          case RETRY_LATER -> "a later run, with the same order number";
          case QUERY_ORDER -> "closeDecisively, to find out";
        };
    return whoActs;
  }

  void actOn(WechatPay wechatPay, String outTradeNo) {
    CloseDecision decision = wechatPay.closeDecisively(outTradeNo);
    if (decision instanceof CloseDecision.Unsettled unsettled) {
      askAgain(outTradeNo, unsettled.askAgainAfter());
    } else if (decision instanceof CloseDecision.Paid paid) {
      deliver(outTradeNo, paid.transaction().transactionId());
    }
  }

  static CloseDecision within10Seconds(WechatPay wechatPay) {
    CloseDecision decision =
        wechatPay.closeDecisively(
            "ORDER-20261123-1", ClosePolicy.standard().withDeadline(Duration.ofSeconds(10)));
    return decision;
  }

  static CloseDecision closedFirst(WechatPay wechatPay) {
    CloseDecision decision =
        wechatPay.closeDecisively("ORDER-20261123-1", ClosePolicy.standard().closeFirst());
    return decision;
  }

  static WechatPaySimulator secureSimulator() throws IOException {
    WechatPaySimulator secure = WechatPaySimulator.builder().tls("wechat-pay.test").start();
    Files.writeString(Path.of("simulator-ca.pem"), secure.tlsCertificatePem());
    return secure;
  }

  static WechatPay patient(Merchant merchant) {
    WechatPay patient =
        WechatPay.builder(merchant)
            .retryPolicy(RetryPolicy.standard().withMaxAttempts(5))
            .deadline(Duration.ofSeconds(40))
            .changeHttp(http -> http.connectTimeout(Duration.ofSeconds(1)))
            .build();
    return patient;
  }

  static WechatPay throughProxies(Merchant merchant) {
    WechatPay throughProxies =
        WechatPay.builder(merchant)
            .baseUrl("https://pay-a.example.com/wechat", "https://pay-b.example.com/wechat")
            .build();
    return throughProxies;
  }

  static boolean many(List<Merchant> merchants) {
    WechatPayRegistry registry =
        WechatPayRegistry.builder().deadline(Duration.ofSeconds(10)).build();
    merchants.forEach(registry::put);

    registry.of("1900000222").closeOrder("ORDER-20261123-1");
    boolean removed = registry.remove("1900000222");
    return removed;
  }

  static CloseDecision partner(WechatPay provider, String subMchid) {
    SubMerchant subMerchant = provider.subMerchant(subMchid);
    CloseReceipt receipt = subMerchant.closeOrder("ORDER-20261123-1");
    CloseDecision decision = subMerchant.closeDecisively("ORDER-20261123-2");
    assertThat(receipt.outTradeNo()).isEqualTo("ORDER-20261123-1");
    return decision;
  }

  static CombineCloseDecision combine(WechatPay wechatPay, String combineAppid) {
    CombineCloseRequest subOrders =
        new CombineCloseRequest(
            combineAppid,
            List.of(
                new CombineCloseRequest.SubOrder("1900000109", "ORDER-20261123-1"),
                new CombineCloseRequest.SubOrder("1900000222", "ORDER-20261123-2")));
    CombineCloseDecision decision =
        wechatPay.closeCombineDecisively("COMBINE-20261123-1", subOrders);
    return decision;
  }

  /** The page about tests from its first line to its last, with nothing but what it declares. */
  static void testing() {
    WechatPaySimulator simulator = WechatPaySimulator.start();
    Merchant merchant =
        Merchant.builder()
            .mchid(simulator.mchid())
            .merchantSerial(simulator.merchantSerial())
            .privateKeyPem(simulator.merchantPrivateKeyPem())
            .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
            .build();
    WechatPay wechatPay =
        WechatPay.builder(merchant)
            .baseUrl(simulator.baseUrl())
            .retryPolicy(RetryPolicy.standard().withMaxAttempts(4))
            .build();

    simulator.createOrder("ORDER-20261123-1");
    simulator.failNext(
        Fault.error(500, "SYSTEM_ERROR"),
        Fault.drop(Moment.AFTER_APPLYING),
        Fault.falsify(Falsification.FORGED));
    wechatPay.closeOrder("ORDER-20261123-1");
    assertThat(simulator.requestCount()).isEqualTo(4);

    simulator.createOrder("ORDER-20261123-2");
    simulator.book().schedule("ORDER-20261123-2", OrderState.PAID, Step.BEFORE_CLOSE, 1);
    CloseDecision decision = wechatPay.closeDecisively("ORDER-20261123-2");
    assertThat(decision.kind()).isEqualTo(CloseDecision.Kind.PAID);
    assertThat(simulator.history("ORDER-20261123-2")).hasSize(2);

    simulator.createOrder("ORDER-20261123-3");
    assertThat(simulator.book().timeExpire("ORDER-20261123-3")).isEmpty();
    assertThat(simulator.book().tryToPay("ORDER-20261123-3")).isTrue();

    simulator.book().refunds().settleNew(RefundState.SUCCESS, 2);
    assertThat(simulator.book().refunds().refunded("ORDER-20261123-2")).isZero();
    simulator.notices().defaultUrl("http://127.0.0.1:8080/paid");
    simulator.createOrder("ORDER-20261123-4");
    simulator.pay("ORDER-20261123-4");
    SimulatedNotice notice = simulator.notices().about("ORDER-20261123-4").get(0);
    assertThat(notice.isPending()).isTrue();

    simulator.reset();
    assertThat(simulator.orders()).isEmpty();
    wechatPay.close();
    simulator.close();
  }

  /** The block of the page about what the simulator accepts. */
  static WechatPaySimulator strictSimulator() {
    WechatPaySimulator strict = WechatPaySimulator.builder().strictAll().start();
    return strict;
  }

  void signError(WechatPay wechatPay) {
    try {
      wechatPay.closeOrder("ORDER-20261123-1");
    } catch (SignErrorException e) {
      alert(e.explanation(), e.requestId());
    }
  }

  static WechatPay throughAProxy(Merchant merchant) {
    WechatPay wechatPay =
        WechatPay.builder(merchant).baseUrl("https://wechatpay.example.com").build();
    return wechatPay;
  }

  static WechatPay keysOfWechatpayJava(
      String mchid,
      String privateKeyPath,
      String serial,
      String publicKeyId,
      String publicKeyPath) {
    Merchant merchant =
        Merchant.builder()
            .mchid(mchid)
            .privateKey(Path.of(privateKeyPath))
            .merchantSerial(serial)
            .wechatPayPublicKey(publicKeyId, Path.of(publicKeyPath))
            .build();
    WechatPay wechatPay = WechatPay.builder(merchant).build();
    return wechatPay;
  }

  static WechatPay keysOfWxJava(
      String mchid,
      String privateKeyPath,
      String certificatePath,
      String publicKeyId,
      String publicKeyPath,
      String baseUrl) {
    Merchant merchant =
        Merchant.builder()
            .mchid(mchid)
            .privateKey(Path.of(privateKeyPath))
            .certificate(Path.of(certificatePath))
            .wechatPayPublicKey(publicKeyId, Path.of(publicKeyPath))
            .build();
    WechatPay wechatPay = WechatPay.builder(merchant).baseUrl(baseUrl).build();
    return wechatPay;
  }

  void afterMigration(WechatPay wechatPay, String outTradeNo) {
    try {
      wechatPay.closeOrder(outTradeNo);
    } catch (WechatPayException e) {
      switch (e.outcome()) {
        case REJECTED -> refused(e.status(), e.code());
        case UNKNOWN -> doubtful(e.getMessage());
      }
    }
  }
}
