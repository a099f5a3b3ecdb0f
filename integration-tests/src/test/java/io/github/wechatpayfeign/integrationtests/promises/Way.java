package io.github.wechatpayfeign.integrationtests.promises;

import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The two ways to make a call: what is promised of one is promised of the other. */
enum Way {
  SYNCHRONOUS {
    @Override
    @Nullable Throwable failureOfClose(WechatPay wechatPay, String outTradeNo) {
      try {
        wechatPay.closeOrder(outTradeNo);
        return null;
      } catch (Throwable e) {
        return e;
      }
    }
  },

  ASYNCHRONOUS {
    @Override
    @Nullable Throwable failureOfClose(WechatPay wechatPay, String outTradeNo) {
      return failureOf(
          wechatPay
              .createAsync(AsyncTransactionsApi.class)
              .close(outTradeNo, new CloseOrderRequest(TestGateway.MCHID)));
    }
  };

  /** Closes an order, and returns the exception that the caller gets, or null after a success. */
  abstract @Nullable Throwable failureOfClose(WechatPay wechatPay, String outTradeNo);

  /** Returns the failure of a future, or null if it succeeds; it has to end soon. */
  static @Nullable Throwable failureOf(CompletableFuture<?> call) {
    CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
    var unused = call.whenComplete((value, failure) -> end.complete(failure));
    return end.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
