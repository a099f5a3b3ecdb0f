package io.github.wechatpayfeign.integrationtests.promises;

import feign.Param;
import feign.RequestLine;
import feign.TypedResponse;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.client.Reentrant;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** The interfaces that the trials call: answers come with their headers. */
final class Orders {

  private static final String QUERY =
      "GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid={mchid}";
  private static final String CLOSE = "POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close";

  private Orders() {}

  interface Sync {
    @Reentrant
    @RequestLine(QUERY)
    TypedResponse<Transaction> query(
        @Param("out_trade_no") String outTradeNo, @Param("mchid") String mchid);

    @Reentrant
    @RequestLine(CLOSE)
    TypedResponse<Void> close(@Param("out_trade_no") String outTradeNo, CloseOrderRequest body);
  }

  interface Async {
    @Reentrant
    @RequestLine(QUERY)
    CompletableFuture<TypedResponse<Transaction>> query(
        @Param("out_trade_no") String outTradeNo, @Param("mchid") String mchid);

    @Reentrant
    @RequestLine(CLOSE)
    CompletableFuture<TypedResponse<Void>> close(
        @Param("out_trade_no") String outTradeNo, CloseOrderRequest body);
  }

  /** Names the gateway with each call. */
  interface SyncAnywhere {
    @Reentrant
    @RequestLine(QUERY)
    TypedResponse<Transaction> query(
        URI gateway, @Param("out_trade_no") String outTradeNo, @Param("mchid") String mchid);

    @Reentrant
    @RequestLine(CLOSE)
    TypedResponse<Void> close(
        URI gateway, @Param("out_trade_no") String outTradeNo, CloseOrderRequest body);
  }

  /** Names the gateway with each call. */
  interface AsyncAnywhere {
    @Reentrant
    @RequestLine(QUERY)
    CompletableFuture<TypedResponse<Transaction>> query(
        URI gateway, @Param("out_trade_no") String outTradeNo, @Param("mchid") String mchid);

    @Reentrant
    @RequestLine(CLOSE)
    CompletableFuture<TypedResponse<Void>> close(
        URI gateway, @Param("out_trade_no") String outTradeNo, CloseOrderRequest body);
  }
}
