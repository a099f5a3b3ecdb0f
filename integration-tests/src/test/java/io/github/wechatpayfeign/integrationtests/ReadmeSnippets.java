package io.github.wechatpayfeign.integrationtests;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Feign;
import feign.RequestLine;
import feign.jackson.JacksonEncoder;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayDecoder;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.errors.FrequencyLimitedException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.ReadmeSnippets.NativePay.Amount;
import io.github.wechatpayfeign.integrationtests.ReadmeSnippets.NativePay.Order;
import io.github.wechatpayfeign.signing.KeyMaterial;
import io.github.wechatpayfeign.signing.Merchant;
import io.github.wechatpayfeign.signing.RetryPolicy;
import io.github.wechatpayfeign.signing.WatchedMerchant;
import io.github.wechatpayfeign.signing.WechatPayClient;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import io.github.wechatpayfeign.simulator.OrderState;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The README's snippets, word for word, so that they compile and can be run. */
final class ReadmeSnippets {

  /** Stands for an interface of the reader's. */
  interface YourApi extends TransactionsApi {}

  interface NativePay {
    @RequestLine("POST /v3/pay/transactions/native")
    Prepaid prepay(Order order);

    record Order(
        String appid,
        String mchid,
        String description,
        String out_trade_no,
        String notify_url,
        Amount amount) {}

    record Amount(int total, String currency) {}

    record Prepaid(String code_url) {}
  }

  private ReadmeSnippets() {}

  static void firstClose() {
    Merchant merchant =
        Merchant.builder()
            .mchid("1900000109")
            .merchantSerial("5F1C72E2A8931B72A2E13AF8DEE92471EB397115")
            .privateKey(Path.of("apiclient_key.pem"))
            .wechatPayPublicKey(
                "PUB_KEY_ID_0119000001092026112300000000000001", Path.of("pub_key.pem"))
            .build();
    WechatPay wechatPay = WechatPay.builder(merchant).build();
    wechatPay.closeOrder("ORDER-20261123-1");
  }

  static Merchant pkcs12() {
    Merchant merchant =
        Merchant.builder()
            .mchid("1900000109")
            .pkcs12(KeyMaterial.of(Path.of("apiclient_cert.p12")))
            .wechatPayPublicKey(
                "PUB_KEY_ID_0119000001092026112300000000000001", Path.of("pub_key.pem"))
            .apiV3Key(System.getenv("WECHATPAY_API_V3_KEY"))
            .build();
    return merchant;
  }

  static void watched() {
    class Caller {
      Merchant loadMerchant() {
        throw new IllegalStateException("loaded from /etc/wechatpay");
      }

      void watch() {
        WatchedMerchant merchant =
            WatchedMerchant.watch(() -> loadMerchant(), Path.of("/etc/wechatpay"));
        WechatPay wechatPay = WechatPay.builder(merchant).build();
        wechatPay.close();
      }
    }
    new Caller().watch();
  }

  static void many(Merchant merchant) {
    WechatPayRegistry registry = WechatPayRegistry.builder().build();
    registry.put(merchant);
    registry.of("1900000109").closeOrder("ORDER-20261123-1");
  }

  static List<String> handling(WechatPay wechatPay) {
    List<String> reports = new java.util.ArrayList<>();
    class Caller {
      void closeLater(String outTradeNo) {
        reports.add("later: " + outTradeNo);
      }

      void report(String text) {
        reports.add(text);
      }

      void close() {
        try {
          wechatPay.closeOrder("ORDER-20261123-1");
        } catch (FrequencyLimitedException e) {
          closeLater("ORDER-20261123-1");
        } catch (WechatPayException e) {
          switch (e.outcome()) {
            case REJECTED -> report("not closed, " + e.next().advice() + ": " + e.getMessage());
            case UNKNOWN -> report("perhaps closed, " + e.next().advice() + ": " + e.getMessage());
          }
        }
      }
    }
    new Caller().close();
    return reports;
  }

  static YourApi ownInterface(Merchant merchant, String baseUrl) {
    WechatPayClient client = WechatPayClient.builder(merchant).build();
    YourApi api =
        Feign.builder()
            .client(client)
            .options(client.options())
            .requestInterceptor(new WechatPayRequestInterceptor(merchant))
            .errorDecoder(new WechatPayErrorDecoder())
            .encoder(new JacksonEncoder())
            .decoder(new WechatPayDecoder())
            .target(YourApi.class, baseUrl);
    return api;
  }

  static String nativePay(
      WechatPay wechatPay, String appid, String mchid, String outTradeNo, String notifyUrl) {
    String codeUrl =
        wechatPay
            .create(NativePay.class)
            .prepay(
                new Order(
                    appid, mchid, "A cup of tea", outTradeNo, notifyUrl, new Amount(100, "CNY")))
            .code_url();
    return codeUrl;
  }

  static String decisively(WechatPay wechatPay) {
    CloseDecision decision = wechatPay.closeDecisively("ORDER-20261123-1");
    String todo =
        switch (decision.kind()) {
          case CLOSED, ALREADY_CLOSED -> "release the stock";
          case PAID -> "deliver, or refund";
          case REFUNDED -> "see the refund";
          case NOT_FOUND -> "check the number";
          case UNSETTLED -> "keep the stock and ask again";
        };
    return todo;
  }

  static CloseDecision decisivelyWithin10Seconds(WechatPay wechatPay) {
    CloseDecision decision =
        wechatPay.closeDecisively(
            "ORDER-20261123-1", ClosePolicy.standard().withDeadline(Duration.ofSeconds(10)));
    return decision;
  }

  static WechatPay cautious(Merchant merchant) {
    WechatPay cautious =
        WechatPay.builder(merchant)
            .retryPolicy(RetryPolicy.off())
            .deadline(Duration.ofSeconds(5))
            .withoutBackup()
            .build();
    return cautious;
  }

  static void inYourTests() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      simulator.createOrder("ORDER-20261123-1");
      Merchant merchant =
          Merchant.builder()
              .mchid(simulator.mchid())
              .merchantSerial(simulator.merchantSerial())
              .privateKeyPem(simulator.merchantPrivateKeyPem())
              .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
              .build();
      WechatPay wechatPay = WechatPay.builder(merchant).baseUrl(simulator.baseUrl()).build();

      wechatPay.closeOrder("ORDER-20261123-1");

      assertThat(simulator.state("ORDER-20261123-1")).contains(OrderState.CLOSED);
    }
  }
}
