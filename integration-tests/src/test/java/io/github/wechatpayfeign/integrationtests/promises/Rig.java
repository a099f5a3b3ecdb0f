package io.github.wechatpayfeign.integrationtests.promises;

import feign.AsyncFeign;
import feign.BaseBuilder;
import feign.Feign;
import feign.Retryer;
import feign.Target;
import feign.TypedResponse;
import feign.jackson.JacksonEncoder;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.api.WechatPayDecoder;
import io.github.wechatpayfeign.client.MerchantDirectory;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The client of one trial, with all that a user can supply. Parts put themselves into it. */
final class Rig implements AutoCloseable {

  private static final RetryPolicy SOON =
      RetryPolicy.standard()
          .withDelays(Duration.ofMillis(1), Duration.ofMillis(2))
          .withRetryAfterLimit(Duration.ofSeconds(5));

  final Misbehaviour part;
  final RecordingGateway gateway;
  final Random random;
  final OkHttpClient.Builder http = new OkHttpClient.Builder();
  final List<CallListener> listeners = new ArrayList<>();
  final List<CallGuard> guards = new ArrayList<>();
  MerchantSource source = TestGateway.merchant();
  @Nullable MerchantDirectory directory;
  Clock clock = Clock.systemUTC();
  Consumer<BaseBuilder<?, ?>> feign = builder -> {};

  /** Null for Feign's own target. */
  OwnTarget.@Nullable Hook target;

  boolean namesGatewayInEachCall;
  boolean callerIsInterrupted;
  URI named;

  final List<AutoCloseable> closeables = new ArrayList<>();
  private Caller caller = (kind, order) -> null;

  /** Makes a call: returns an answer, or a future of one. */
  private interface Caller {
    @Nullable Object call(Kind kind, String order);
  }

  Rig(Misbehaviour part, RecordingGateway gateway, Random random) {
    this.part = part;
    this.gateway = gateway;
    this.random = random;
    this.named = URI.create(gateway.baseUrl());
  }

  /** Makes the client; nothing can be put into the rig any more. */
  void build(Duration deadline) {
    Feign.Builder sync;
    AsyncFeign.AsyncBuilder<Object> async;
    OkHttpClient given = http.build();
    closeables.add(() -> given.dispatcher().executorService().shutdownNow());
    closeables.add(() -> given.connectionPool().evictAll());
    if (directory == null) {
      WechatPayBuilder builder =
          WechatPay.builder(source)
              .baseUrl(gateway.baseUrl())
              .okHttpClient(given)
              .clock(clock)
              .deadline(deadline)
              .retryPolicy(SOON);
      listeners.forEach(builder::listener);
      guards.forEach(builder::guard);
      WechatPay wechatPay = builder.build();
      closeables.add(wechatPay);
      sync = wechatPay.feignBuilder();
      async = wechatPay.asyncFeignBuilder();
    } else {
      WechatPayClient client = client(directory, deadline, given);
      closeables.add(client);
      sync = Feign.builder().client(client).options(client.options());
      async = AsyncFeign.builder().client(client).options(client.options());
      async.invocationHandlerFactory(client.asyncInvocations());
      wire(sync);
      wire(async);
    }
    feign.accept(sync);
    feign.accept(async);
    caller = namesGatewayInEachCall ? anywhere(sync, async) : here(sync, async);
  }

  private WechatPayClient client(MerchantDirectory of, Duration deadline, OkHttpClient given) {
    var builder =
        WechatPayClient.builder(of)
            .okHttpClient(given)
            .clock(clock)
            .deadline(deadline)
            .retryPolicy(SOON)
            .withoutBackup();
    listeners.forEach(builder::listener);
    guards.forEach(builder::guard);
    return builder.build();
  }

  private void wire(BaseBuilder<?, ?> builder) {
    builder.requestInterceptor(new WechatPayRequestInterceptor(source));
    builder.encoder(new JacksonEncoder());
    builder.decoder(new WechatPayDecoder());
    builder.errorDecoder(new WechatPayErrorDecoder());
    builder.retryer(Retryer.NEVER_RETRY);
  }

  private Caller here(Feign.Builder sync, AsyncFeign.AsyncBuilder<Object> async) {
    Orders.Sync now = sync.target(target(Orders.Sync.class));
    Orders.Async later = async.target(target(Orders.Async.class));
    CloseOrderRequest body = new CloseOrderRequest(TestGateway.MCHID);
    return (kind, order) ->
        switch (kind) {
          case SYNCHRONOUS_CLOSE -> now.close(order, body);
          case SYNCHRONOUS_QUERY -> now.query(order, TestGateway.MCHID);
          case ASYNCHRONOUS_CLOSE -> later.close(order, body);
          case ASYNCHRONOUS_QUERY -> later.query(order, TestGateway.MCHID);
        };
  }

  private Caller anywhere(Feign.Builder sync, AsyncFeign.AsyncBuilder<Object> async) {
    Orders.SyncAnywhere now = sync.target(Target.EmptyTarget.create(Orders.SyncAnywhere.class));
    Orders.AsyncAnywhere later =
        async.target(Target.EmptyTarget.create(Orders.AsyncAnywhere.class));
    CloseOrderRequest body = new CloseOrderRequest(TestGateway.MCHID);
    return (kind, order) ->
        switch (kind) {
          case SYNCHRONOUS_CLOSE -> now.close(named, order, body);
          case SYNCHRONOUS_QUERY -> now.query(named, order, TestGateway.MCHID);
          case ASYNCHRONOUS_CLOSE -> later.close(named, order, body);
          case ASYNCHRONOUS_QUERY -> later.query(named, order, TestGateway.MCHID);
        };
  }

  private <T> Target<T> target(Class<T> type) {
    return target == null
        ? new Target.HardCodedTarget<>(type, gateway.baseUrl())
        : new OwnTarget<>(type, gateway.baseUrl(), target);
  }

  @Nullable TypedResponse<?> callNow(Kind kind, String order) {
    return (TypedResponse<?>) caller.call(kind, order);
  }

  @Nullable CompletableFuture<?> callLater(Kind kind, String order) {
    return (CompletableFuture<?>) caller.call(kind, order);
  }

  @Override
  public void close() {
    for (AutoCloseable closeable : closeables) {
      try {
        closeable.close();
      } catch (Exception | Error e) {
        // A part misbehaves here too; the trial is over.
      }
    }
  }
}
