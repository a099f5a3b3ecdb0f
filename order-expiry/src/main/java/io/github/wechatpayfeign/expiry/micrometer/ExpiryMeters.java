package io.github.wechatpayfeign.expiry.micrometer;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Objects;

/**
 * Measures what the workers of this process do. No label holds the number of an order:
 *
 * <ul>
 *   <li>{@code wechatpay.expiry.settled}: orders that were settled, by the {@code kind} of their
 *       decision;
 *   <li>{@code wechatpay.expiry.late}: the time between {@code time_expire} and the settlement;
 *   <li>{@code wechatpay.expiry.unsettled}: orders that are tried again later, by {@code reason};
 *   <li>{@code wechatpay.expiry.fenced}: orders that another transaction settled or moved
 *       meanwhile;
 *   <li>{@code wechatpay.expiry.revived}: timers that were taken from a dead worker;
 *   <li>{@code wechatpay.expiry.permits.waited}: the time that workers wait for the limit.
 * </ul>
 *
 * <p>{@link #gauges} adds those that count the rows of the table:
 *
 * <pre>{@code
 * OrderExpiry expiry = OrderExpiry.builder(dataSource, transactions)
 *     .listener(new ExpiryMeters(registry)).wechatPay(wechatPay).handler(handler).build();
 * ExpiryMeters.gauges(expiry).bindTo(registry);
 * }</pre>
 *
 * <p>An application with several merchants gives the meters of each a label that tells them apart.
 */
public final class ExpiryMeters implements ExpiryListener {

  private static final String PREFIX = "wechatpay.expiry.";

  private final MeterRegistry registry;
  private final Tags labels;
  private final Timer late;
  private final Counter fenced;
  private final Counter revived;
  private final Timer waited;

  /** Creates a listener that measures in a registry. */
  public ExpiryMeters(MeterRegistry registry) {
    this(registry, Tags.empty());
  }

  /**
   * Creates a listener that measures in a registry.
   *
   * @param labels labels of all its meters, such as {@code Tags.of("mchid", "1900000001")}
   */
  public ExpiryMeters(MeterRegistry registry, Tags labels) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.labels = Objects.requireNonNull(labels, "labels");
    this.late =
        Timer.builder(PREFIX + "late")
            .description("Time between time_expire of an order and its settlement")
            .tags(labels)
            .register(registry);
    this.fenced = counter("fenced", "Orders that another transaction settled or moved meanwhile");
    this.revived = counter("revived", "Timers that were taken from a dead worker");
    this.waited =
        Timer.builder(PREFIX + "permits.waited")
            .description("Time that workers wait for permits of the limit")
            .tags(labels)
            .register(registry);
  }

  /**
   * Returns the gauges {@code wechatpay.expiry.due} and {@code wechatpay.expiry.parked}: orders of
   * the whole fleet that are due, and that are not tried again by themselves. They count the rows
   * of the table at most every 10 s, and are NaN if the database fails. A registry holds the {@code
   * OrderExpiry} weakly.
   */
  public static MeterBinder gauges(OrderExpiry expiry) {
    return gauges(expiry, Tags.empty());
  }

  /**
   * Returns the same gauges with labels.
   *
   * @param labels labels of both gauges
   */
  public static MeterBinder gauges(OrderExpiry expiry, Tags labels) {
    Objects.requireNonNull(expiry, "expiry");
    Objects.requireNonNull(labels, "labels");
    return registry -> new TableGauges(registry.config().clock()).bind(registry, expiry, labels);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(PREFIX + name).description(description).tags(labels).register(registry);
  }

  @Override
  public void settled(ExpiredOrder order, CloseDecision decision, Duration late) {
    Counter.builder(PREFIX + "settled")
        .description("Orders that this process settled")
        .tags(labels.and("kind", decision.kind().name()))
        .register(registry)
        .increment();
    this.late.record(late);
  }

  @Override
  public void postponed(ExpiredOrder order, Reason reason) {
    Counter.builder(PREFIX + "unsettled")
        .description("Orders that are tried again later")
        .tags(labels.and("reason", reason.name()))
        .register(registry)
        .increment();
  }

  @Override
  public void fenced(ExpiredOrder order) {
    fenced.increment();
  }

  @Override
  public void revived(String outTradeNo) {
    revived.increment();
  }

  @Override
  public void waitedForPermits(Duration time) {
    waited.record(time);
  }
}
