package io.github.wechatpayfeign.integrationtests.reactive;

import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.WechatPay;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A snippet of {@code docs/kotlin-and-reactor.md}, word for word. */
final class ReactiveOrders {

  private final WechatPay wechatPay;
  private final AsyncTransactionsApi transactions;
  private final String mchid;

  ReactiveOrders(WechatPay wechatPay) {
    this.wechatPay = wechatPay;
    this.transactions = wechatPay.createAsync(AsyncTransactionsApi.class);
    this.mchid = wechatPay.merchant().mchid();
  }

  Mono<Void> close(String outTradeNo) {
    return Mono.fromFuture(() -> transactions.close(outTradeNo, new CloseOrderRequest(mchid)));
  }

  Mono<Transaction> query(String outTradeNo) {
    return Mono.fromFuture(() -> transactions.query(outTradeNo, mchid));
  }

  Mono<CloseDecision> closeDecisively(String outTradeNo) {
    return Mono.fromCallable(() -> wechatPay.closeDecisively(outTradeNo))
        .subscribeOn(Schedulers.boundedElastic());
  }
}
