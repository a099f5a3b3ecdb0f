package io.github.wechatpayfeign.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the client that all merchants share, and the merchants beside the primary one.
 *
 * @param enabled Whether there are beans for WeChat Pay.
 * @param merchants Further merchants, or all of them, by a name of your choice; it qualifies their
 *     beans.
 * @param reload Whether keys are loaded anew when their files change. An SSL bundle says so itself.
 * @param reloadInterval How often to look for changed files, 10 ms or more.
 * @param baseUrl Where requests go. By default https://api.mch.weixin.qq.com, with
 *     https://api2.mch.weixin.qq.com as its backup.
 * @param backupBaseUrl Where requests go when no connection to the base URL can be made. A base URL
 *     of your own has no backup by default.
 * @param failover Whether the backup is used.
 * @param connectTimeout How long connecting may take. By default 3 s.
 * @param readTimeout How long the gateway may be silent. By default 10 s.
 * @param writeTimeout How long sending a part of a request may take. By default 10 s.
 * @param deadline How long a whole call may take, attempts and pauses together. By default 20 s.
 * @param certificateRefresh How old downloaded platform certificates may be before they are
 *     downloaded again. By default 12 h.
 * @param retry When a call is repeated.
 * @param tracing What of the application's traces WeChat Pay gets.
 */
@ConfigurationProperties("wechatpay")
record ClientProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue Map<String, MerchantProperties> merchants,
    @DefaultValue("false") boolean reload,
    @DefaultValue("5s") Duration reloadInterval,
    @Nullable String baseUrl,
    @Nullable String backupBaseUrl,
    @DefaultValue("true") boolean failover,
    @Nullable Duration connectTimeout,
    @Nullable Duration readTimeout,
    @Nullable Duration writeTimeout,
    @Nullable Duration deadline,
    @Nullable Duration certificateRefresh,
    @DefaultValue Retry retry,
    @DefaultValue Tracing tracing) {

  /**
   * When a call is repeated.
   *
   * @param maxAttempts How many attempts a call makes at most, the first one included: 1 to 10, and
   *     1 repeats nothing. By default 3.
   * @param baseDelay The longest pause before the second attempt, doubled before each further one.
   *     By default 200 ms.
   * @param maxDelay The longest pause of all. By default 5 s.
   * @param retryAfterLimit The longest Retry-After of an answer that is waited for. By default 5 s.
   * @param budget How many tokens all calls share: a repeated attempt takes 5, a success adds 1. By
   *     default 500.
   */
  record Retry(
      @Nullable Integer maxAttempts,
      @Nullable Duration baseDelay,
      @Nullable Duration maxDelay,
      @Nullable Duration retryAfterLimit,
      @Nullable Integer budget) {}

  /**
   * What of the application's traces WeChat Pay gets.
   *
   * @param propagatedHeaders Names of the tracer's headers that are sent to WeChat Pay, such as
   *     traceparent. By default none: it is a third party, and baggage may hold what a user has
   *     entered.
   */
  record Tracing(@DefaultValue List<String> propagatedHeaders) {}
}
