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
 * The settings that a {@link WechatPay} and a {@link WechatPayRegistry} have in common; every
 * setter checks its value at once.
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
   * Sets where requests go, instead of the main domain {@code https://api.mch.weixin.qq.com} and
   * its backup {@code https://api2.mch.weixin.qq.com}. Then there is no backup. A path in the base
   * URL is signed as part of each request's path. Leave {@code /v3} out, because the path of each
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
   * Sets where requests go, and where they go if no connection can be made there.
   *
   * @throws IllegalArgumentException if one of them is neither https nor plain http to a loopback
   *     address, has a user, a query or a fragment, or ends with {@code /v3}; if their paths
   *     differ, because the path is signed; or if both are the same
   */
  public B baseUrl(String baseUrl, String backupBaseUrl) {
    String main = GatewayUrl.normalize(baseUrl);
    String backup = GatewayUrl.normalize(backupBaseUrl);
    GatewayUrl.requireSamePath(main, backup);
    client.backup(main, backup);
    this.baseUrl = main;
    return self();
  }

  /** Sends every request to the base URL only, never to a backup. */
  public B withoutBackup() {
    client.withoutBackup();
    return self();
  }

  /** Sets the clock for signing and for verification; by default the system's. */
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
   * With {@link RetryPolicy#off()} no call is repeated.
   */
  public B retryPolicy(RetryPolicy retryPolicy) {
    client.retryPolicy(retryPolicy);
    return self();
  }

  /**
   * Sets how long and how often {@link WechatPay#closeDecisively(String)} tries to find out what
   * became of an order; by default {@link ClosePolicy#standard()}.
   */
  public B closePolicy(ClosePolicy closePolicy) {
    this.closePolicy = Objects.requireNonNull(closePolicy, "closePolicy");
    return self();
  }

  /**
   * Sets the HTTP client to derive from, with its time limits, pool, proxy, TLS and dispatcher. The
   * default client has 3 s to connect, 10 s to read and to write, and up to 256 asynchronous calls
   * at a time. A client that you set keeps the limits of its own dispatcher; OkHttp's defaults are
   * 64 asynchronous calls, and 5 to one host.
   *
   * @see WechatPayClientBuilder#okHttpClient
   */
  public B okHttpClient(OkHttpClient okHttpClient) {
    client.okHttpClient(okHttpClient);
    return self();
  }

  /**
   * Changes the HTTP client to derive from, for example its time limits, proxy or TLS.
   *
   * @see WechatPayClientBuilder#changeHttp
   */
  public B changeHttp(Consumer<OkHttpClient.Builder> change) {
    client.changeHttp(change);
    return self();
  }

  /**
   * Sets the time after which platform certificates are downloaded again; by default 12 hours.
   *
   * @throws IllegalArgumentException if it is less than 1 minute or more than 24 hours
   * @see WechatPayClientBuilder#certificateRefresh
   */
  public B certificateRefresh(Duration certificateRefresh) {
    client.certificateRefresh(certificateRefresh);
    return self();
  }

  /**
   * Accepts an answer that was already accepted before; by default such an answer is refused.
   *
   * @see WechatPayClientBuilder#withoutReplayCheck
   */
  public B withoutReplayCheck() {
    client.withoutReplayCheck();
    return self();
  }

  /**
   * Adds a listener, which is told about every call, for example to measure it; by default there is
   * none.
   *
   * @see WechatPayClientBuilder#listener
   */
  public B listener(CallListener listener) {
    client.listener(listener);
    return self();
  }

  /**
   * Adds a guard, such as a circuit breaker, that each call must pass before anything is sent; by
   * default there is none.
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
