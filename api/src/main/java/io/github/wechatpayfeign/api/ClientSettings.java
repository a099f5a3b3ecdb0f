package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.client.GatewayUrl;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.client.WechatPayClientBuilder;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallListener;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/**
 * What is set for a {@link WechatPay} and for a {@link WechatPayRegistry} alike; every setter
 * checks its value at once.
 *
 * @param <B> the builder itself
 */
public abstract sealed class ClientSettings<B extends ClientSettings<B>>
    permits WechatPayBuilder, WechatPayRegistryBuilder {

  private final WechatPayClientBuilder client;
  private String baseUrl = GatewayUrl.MAIN;
  private ClosePolicy closePolicy = ClosePolicy.standard();

  ClientSettings(WechatPayClientBuilder client) {
    this.client = client;
  }

  /**
   * Sets where requests go, in place of the main domain {@code https://api.mch.weixin.qq.com} and
   * its backup {@code https://api2.mch.weixin.qq.com}. There is no backup then. A path in it is
   * signed as part of each request's path; {@code /v3} is not part of it, since the path of each
   * method begins with it.
   *
   * @throws IllegalArgumentException if it is neither https nor plain http to a loopback address,
   *     has a user, a query or a fragment, or ends with {@code /v3}
   */
  public B baseUrl(String baseUrl) {
    this.baseUrl = GatewayUrl.normalize(baseUrl);
    client.withoutBackup();
    return self();
  }

  /**
   * Sets where requests go, and where they go when no connection can be made there.
   *
   * @throws IllegalArgumentException if one of them is neither https nor plain http to a loopback
   *     address, has a user, a query or a fragment, or ends with {@code /v3}; or if their paths
   *     differ, since a path is signed; or if both are the same
   */
  public B baseUrl(String baseUrl, String backupBaseUrl) {
    String main = GatewayUrl.normalize(baseUrl);
    String backup = GatewayUrl.normalize(backupBaseUrl);
    GatewayUrl.requireSamePath(main, backup);
    client.backup(main, backup);
    this.baseUrl = main;
    return self();
  }

  /** Sends every request to the base URL alone, never to a backup. */
  public B withoutBackup() {
    client.withoutBackup();
    return self();
  }

  /** Sets the clock of signatures and of their verification; by default the system's. */
  public B clock(Clock clock) {
    client.clock(clock);
    return self();
  }

  /**
   * Sets how long a call may take, attempts and pauses together; by default 20 s.
   *
   * @throws IllegalArgumentException if it is less than 1 ms or more than 10 minutes
   * @see WechatPayClientBuilder#deadline
   */
  public B deadline(Duration deadline) {
    client.deadline(deadline);
    return self();
  }

  /**
   * Sets when a call is repeated; by default up to two times, see {@link RetryPolicy#standard()}.
   * {@link RetryPolicy#off()} repeats nothing.
   */
  public B retryPolicy(RetryPolicy retryPolicy) {
    client.retryPolicy(retryPolicy);
    return self();
  }

  /**
   * Sets how long and how often {@link WechatPay#closeDecisively(String)} tries to know what became
   * of an order; by default as {@link ClosePolicy#standard()} says.
   */
  public B closePolicy(ClosePolicy closePolicy) {
    this.closePolicy = Objects.requireNonNull(closePolicy, "closePolicy");
    return self();
  }

  /**
   * Sets the HTTP client to derive from, with its time limits, pool, proxy, TLS and dispatcher; by
   * default one with 3 s to connect, 10 s to read and to write, and up to 256 asynchronous calls at
   * a time. A given client keeps the limits of its own dispatcher: OkHttp's are 64 calls, and 5 to
   * one host.
   *
   * @see WechatPayClientBuilder#okHttpClient
   */
  public B okHttpClient(OkHttpClient okHttpClient) {
    client.okHttpClient(okHttpClient);
    return self();
  }

  /**
   * Changes the HTTP client that is derived from, such as its time limits, proxy or TLS.
   *
   * @see WechatPayClientBuilder#changeHttp
   */
  public B changeHttp(Consumer<OkHttpClient.Builder> change) {
    client.changeHttp(change);
    return self();
  }

  /**
   * Sets after which time downloaded platform certificates are downloaded again; by default 12
   * hours.
   *
   * @throws IllegalArgumentException if it is less than 1 minute or more than 24 hours
   * @see WechatPayClientBuilder#certificateRefresh
   */
  public B certificateRefresh(Duration certificateRefresh) {
    client.certificateRefresh(certificateRefresh);
    return self();
  }

  /**
   * Believes an answer that was believed before; by default it is not.
   *
   * @see WechatPayClientBuilder#withoutReplayCheck
   */
  public B withoutReplayCheck() {
    client.withoutReplayCheck();
    return self();
  }

  /**
   * Adds a listener, which is told of every call, such as to measure it; by default there is none.
   *
   * @see WechatPayClientBuilder#listener
   */
  public B listener(CallListener listener) {
    client.listener(listener);
    return self();
  }

  /**
   * Adds a guard, which each call has to pass before anything is sent, such as a circuit breaker;
   * by default there is none.
   *
   * @see WechatPayClientBuilder#guard
   */
  public B guard(CallGuard guard) {
    client.guard(guard);
    return self();
  }

  abstract B self();

  WechatPayClientBuilder client() {
    return client;
  }

  ClosePolicy closePolicy() {
    return closePolicy;
  }

  String baseUrl() {
    return baseUrl;
  }
}
