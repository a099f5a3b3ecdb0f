package io.github.wechatpayfeign.integrationtests.campaign;

import feign.AsyncFeign;
import feign.Feign;
import feign.Param;
import feign.RequestLine;
import feign.jackson.JacksonEncoder;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okhttp3.OkHttpClient;

/** One setup of a caller, with its environment. */
final class CampaignClient implements AutoCloseable {

  static final Duration DEADLINE = Duration.ofMillis(600);

  static final RetryPolicy QUICK =
      RetryPolicy.standard()
          .withDelays(Duration.ofMillis(1), Duration.ofMillis(4))
          .withRetryAfterLimit(Duration.ofSeconds(1));

  /** The close, asynchronously. */
  interface AsyncApi {
    @Reentrant
    @RequestLine(value = "POST /v3/pay/transactions/out-trade-no/{no}/close", decodeSlash = false)
    CompletableFuture<Void> close(@Param("no") String no, CloseOrderRequest request);
  }

  private final String name;
  private final WechatPayClient client;
  private final CloseOrderRequest body;
  private final TransactionsApi api;
  private final AsyncApi asyncApi;

  CampaignClient(
      String name, Merchant merchant, String main, String backup, Clock clock, OkHttpClient http) {
    this.name = name;
    this.body = new CloseOrderRequest(merchant.mchid());
    this.client =
        WechatPayClient.builder(merchant)
            .backup(main, backup)
            .clock(clock)
            .okHttpClient(http)
            .retryPolicy(QUICK)
            .deadline(DEADLINE)
            .build();
    this.api =
        Feign.builder()
            .client(client)
            .requestInterceptor(new WechatPayRequestInterceptor(merchant))
            .encoder(new JacksonEncoder())
            .errorDecoder(new WechatPayErrorDecoder())
            .options(client.options())
            .target(TransactionsApi.class, main);
    this.asyncApi =
        AsyncFeign.<Object>builder()
            .client(client)
            .requestInterceptor(new WechatPayRequestInterceptor(merchant))
            .encoder(new JacksonEncoder())
            .errorDecoder(new WechatPayErrorDecoder())
            .options(client.options())
            .target(AsyncApi.class, main);
  }

  /** Closes an order, and throws the exception that a caller gets. */
  void close(String outTradeNo, boolean async) {
    if (!async) {
      api.close(outTradeNo, body);
      return;
    }
    try {
      asyncApi.close(outTradeNo, body).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
