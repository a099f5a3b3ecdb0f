package io.github.wechatpayfeign.integrationtests.docs;

import feign.Feign;
import feign.RequestLine;
import feign.jackson.JacksonEncoder;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayDecoder;
import io.github.wechatpayfeign.api.micrometer.MeterListener;
import io.github.wechatpayfeign.api.micrometer.ObservationListener;
import io.github.wechatpayfeign.api.micrometer.WechatPayMeters;
import io.github.wechatpayfeign.api.resilience4j.CircuitBreakerGuard;
import io.github.wechatpayfeign.api.resilience4j.RateLimiterGuard;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.integrationtests.docs.DocsSnippets.NativePay.Amount;
import io.github.wechatpayfeign.integrationtests.docs.DocsSnippets.NativePay.Order;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.WatchedMerchant;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The snippets of the pages in {@code docs}, word for word, so that they compile and can be run.
 */
final class DocsSnippets {

  static final List<String> WRITTEN = new ArrayList<>();

  /** Stands for an interface of the reader. */
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

  private DocsSnippets() {}

  private static void write(String line) {
    WRITTEN.add(line);
  }

  static WechatPay measured(
      Merchant merchant, ObservationRegistry observationRegistry, MeterRegistry meterRegistry) {
    WechatPay wechatPay =
        WechatPay.builder(merchant)
            .listener(new ObservationListener(observationRegistry))
            .listener(new MeterListener(meterRegistry))
            .build();
    new WechatPayMeters(wechatPay).bindTo(meterRegistry);
    return wechatPay;
  }

  static CallListener audit() {
    CallListener audit =
        call ->
            new CallObserver() {
              @Override
              public void ended(CallEnd end) {
                write(call.operation() + " " + end.status() + " " + end.requestId());
              }
            };
    return audit;
  }

  static WechatPay guarded(Merchant merchant, RateLimiter rateLimiter) {
    WechatPay wechatPay =
        WechatPay.builder(merchant)
            .guard(new CircuitBreakerGuard(CircuitBreaker.ofDefaults("wechatpay")))
            .guard(new RateLimiterGuard(rateLimiter))
            .build();
    return wechatPay;
  }

  static CompletableFuture<Void> future(WechatPay wechatPay, String mchid) {
    AsyncTransactionsApi transactions = wechatPay.createAsync(AsyncTransactionsApi.class);
    CompletableFuture<Void> close =
        transactions.close("ORDER-20261123-1", new CloseOrderRequest(mchid));
    return close;
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
}
