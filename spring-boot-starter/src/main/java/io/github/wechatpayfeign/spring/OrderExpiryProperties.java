package io.github.wechatpayfeign.spring;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * How orders that were not paid in time are closed. It is for one merchant, whose {@code WechatPay}
 * is injected by its type; for orders of several merchants, an application declares {@code
 * OrderExpiry} beans of its own, each with tables of its own. The texts below are what an IDE shows
 * for each property.
 *
 * @param enabled Whether there is an OrderExpiry bean, if the application has an
 *     ExpiredOrderHandler.
 * @param requestsPerSecond How many requests all processes together send to close expired orders, 1
 *     to 100000 a second. The process that started last decides.
 * @param threads How many expired orders this process is at, at most: 1 to 1000.
 * @param grace How long after its time an order is closed, 0 to 1 hour; a number without a unit is
 *     seconds. By default 5 s.
 * @param deadline When no further query and no further close of an expired order begins, 100 ms to
 *     1 minute; a number without a unit is seconds. By default 10 s.
 * @param workers Whether this process closes expired orders. Without workers it only sets and
 *     settles timers, and needs no ExpiredOrderHandler.
 * @param initializeSchema Whether missing tables are created: for an embedded database, always or
 *     never.
 * @param timerTable Name of the table of timers.
 * @param limitTable Name of the table of the limit that all processes share.
 * @param pollInterval How often this process looks for orders that are due, 10 ms to 1 minute; a
 *     number without a unit is seconds.
 * @param notFound What happens to an expired order that WeChat Pay twice said it does not know. By
 *     default settle.
 */
@ConfigurationProperties("wechatpay.order-expiry")
record OrderExpiryProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("100") int requestsPerSecond,
    @DefaultValue("32") int threads,
    @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration grace,
    @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration deadline,
    @DefaultValue("true") boolean workers,
    @DefaultValue("embedded") InitializeSchema initializeSchema,
    @DefaultValue("wechatpay_order_expiry") String timerTable,
    @DefaultValue("wechatpay_rate_limit") String limitTable,
    @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("1s") Duration pollInterval,
    @Nullable NotFound notFound) {

  /** When missing tables are created. */
  enum InitializeSchema {
    /** If the database is embedded and in memory. */
    EMBEDDED,
    /** In every database. */
    ALWAYS,
    /** Never: the application creates them. */
    NEVER
  }

  /** What happens to an order that does not exist. */
  enum NotFound {
    /** The handler settles it. */
    SETTLE,
    /** It waits for a person. */
    PARK
  }
}
