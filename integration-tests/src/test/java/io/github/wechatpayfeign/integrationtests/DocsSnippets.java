package io.github.wechatpayfeign.integrationtests;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.micrometer.MeterListener;
import io.github.wechatpayfeign.api.micrometer.ObservationListener;
import io.github.wechatpayfeign.api.micrometer.WechatPayMeters;
import io.github.wechatpayfeign.api.resilience4j.CircuitBreakerGuard;
import io.github.wechatpayfeign.api.resilience4j.RateLimiterGuard;
import io.github.wechatpayfeign.signing.CallEnd;
import io.github.wechatpayfeign.signing.CallListener;
import io.github.wechatpayfeign.signing.CallObserver;
import io.github.wechatpayfeign.signing.Merchant;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The snippets of the pages in {@code docs}, word for word, so that they compile and can be run.
 */
final class DocsSnippets {

  static final List<String> WRITTEN = new ArrayList<>();

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
}
