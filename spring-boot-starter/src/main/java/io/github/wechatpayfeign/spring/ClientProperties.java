package io.github.wechatpayfeign.spring;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The properties that all merchants share, and the merchants other than the primary one. The texts
 * below are what an IDE shows for each property.
 *
 * @param enabled Whether there are beans for WeChat Pay.
 * @param merchants Further merchants, or all of them, by a name of your choice; it qualifies their
 *     beans. Each has the properties that the primary one has directly under wechatpay.
 * @param reload Whether keys are loaded again when their files change. A merchant without a key in
 *     a file stays as it is; an SSL bundle reports changes itself.
 * @param reloadInterval How often to look for changed files, 10 ms or more; a number without a unit
 *     is seconds.
 * @param certificateRefresh How old downloaded platform certificates may be before they are
 *     downloaded again; a number without a unit is seconds. By default 12 h.
 * @param retry When a call is repeated.
 * @param close How long and how often closeDecisively tries to find out the state of an order.
 * @param proxy The proxy between the application and WeChat Pay.
 * @param tls Which certificates and keys the connections to WeChat Pay use.
 * @param tracing Which headers of the application's traces are sent to WeChat Pay.
 * @param problemDetails Whether exceptions of WeChat Pay become problem details (RFC 9457).
 */
@ConfigurationProperties("wechatpay")
record ClientProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue Map<String, MerchantProperties> merchants,
    @DefaultValue("false") boolean reload,
    @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("5s") Duration reloadInterval,
    @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration certificateRefresh,
    @DefaultValue Retry retry,
    @DefaultValue Close close,
    @DefaultValue Proxy proxy,
    @DefaultValue Tls tls,
    @DefaultValue Tracing tracing,
    @DefaultValue ProblemDetails problemDetails) {

  /**
   * When a call is repeated.
   *
   * @param maxAttempts How many attempts a call makes at most, including the first one: 1 to 10; 1
   *     repeats nothing. By default 3.
   * @param baseDelay The longest pause before the second attempt, doubled before each further one;
   *     a number without a unit is seconds. By default 200 ms.
   * @param maxDelay The longest pause before any attempt; a number without a unit is seconds. By
   *     default 5 s.
   * @param retryAfterLimit The longest Retry-After of an answer that is waited for; a number
   *     without a unit is seconds. By default 5 s.
   * @param budget How many tokens all calls share: a repeated attempt takes 5, a success adds 1. By
   *     default 500.
   */
  record Retry(
      @Nullable Integer maxAttempts,
      @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration baseDelay,
      @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration maxDelay,
      @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration retryAfterLimit,
      @Nullable Integer budget) {}

  /**
   * How long and how often closeDecisively tries to find out the state of an order.
   *
   * @param deadline When no further query and no further close begins, counted from the start, 1 ms
   *     to 1 hour; a number without a unit is seconds. By default 60 s.
   * @param attempts How many closes are sent at most, each before a query: 1 to 20. By default 4.
   * @param pause How long to wait before the second close, doubled before each further one, 0 to 1
   *     minute; a number without a unit is seconds. By default 1 s.
   * @param payingPause How long to wait before asking again while the user is paying, 0 to 1 hour;
   *     a number without a unit is seconds. By default 5 s.
   * @param closeFirst Whether to close before the first query: 2 requests instead of 3 for an open
   *     order, and CLOSED instead of ALREADY_CLOSED for most that were closed before. By default
   *     false.
   */
  record Close(
      @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration deadline,
      @Nullable Integer attempts,
      @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration pause,
      @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration payingPause,
      @Nullable Boolean closeFirst) {}

  /**
   * The proxy between the application and WeChat Pay.
   *
   * @param type Protocol of the proxy.
   * @param host Name or address of the proxy. By default the proxy of the JVM's system properties,
   *     if there is one.
   * @param port Port of the proxy, 1 to 65535.
   * @param username User name that the proxy asks for (Basic), for an HTTP proxy only.
   * @param password Password that the proxy asks for.
   */
  record Proxy(
      @DefaultValue("http") Type type,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String username,
      @Nullable String password) {

    /** The protocol of a proxy. */
    enum Type {
      HTTP,
      SOCKS
    }

    /** Shows no password. */
    @Override
    public String toString() {
      return "Proxy[" + type + " " + host + ":" + port + "]";
    }
  }

  /**
   * Which certificates and keys the connections to WeChat Pay use.
   *
   * @param sslBundle Name of an SSL bundle whose trust store the server's certificate is checked
   *     against, such as that of a proxy that intercepts TLS. By default the trust store of the
   *     JVM.
   */
  record Tls(@Nullable String sslBundle) {}

  /**
   * Which headers of the application's traces are sent to WeChat Pay.
   *
   * @param propagatedHeaders Names of the tracer's headers that are sent to WeChat Pay, such as
   *     traceparent. By default none: it is a third party, and baggage may hold what a user has
   *     entered.
   */
  record Tracing(@DefaultValue List<String> propagatedHeaders) {}

  /**
   * Whether exceptions of WeChat Pay become problem details (RFC 9457).
   *
   * @param enabled Whether an advice for all controllers answers exceptions of WeChat Pay with
   *     problem details.
   */
  record ProblemDetails(@DefaultValue("false") boolean enabled) {}
}
