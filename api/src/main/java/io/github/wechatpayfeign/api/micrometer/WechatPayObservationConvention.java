package io.github.wechatpayfeign.api.micrometer;

import io.github.wechatpayfeign.client.observe.CallEnd;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The name and the labels of an observation of a call; override methods to change them.
 *
 * <p>Each label of a metric has few values: {@code operation}, such as {@code
 * "TransactionsApi#close"}; {@code outcome}, which is {@code SUCCESS}, {@code REJECTED} or {@code
 * UNKNOWN}; {@code status}, which is a usual HTTP status, the family of any other one such as
 * {@code "5xx"}, or {@code "none"} if no answer came; {@code code}, which is an error code that the
 * official pages list, {@code "OTHER"} for any other one, or {@code "none"}. No label contains an
 * order number.
 */
public interface WechatPayObservationConvention
    extends ObservationConvention<WechatPayObservationContext> {

  /** Returns {@code "wechatpay.calls"}. */
  @Override
  default String getName() {
    return "wechatpay.calls";
  }

  /** Returns the name of a span, such as {@code "wechatpay TransactionsApi#close"}. */
  @Override
  default String getContextualName(WechatPayObservationContext context) {
    return "wechatpay " + context.call().operation();
  }

  /** Returns the labels of metrics and spans. */
  @Override
  default KeyValues getLowCardinalityKeyValues(WechatPayObservationContext context) {
    CallEnd end = context.end();
    return KeyValues.of(
        KeyValue.of("operation", context.call().operation()),
        KeyValue.of("outcome", Labels.outcome(end)),
        KeyValue.of("status", Labels.status(end == null ? 0 : end.status())),
        KeyValue.of("code", Labels.code(end == null ? null : end.failure())));
  }

  /** Returns the labels of spans only. */
  @Override
  default KeyValues getHighCardinalityKeyValues(WechatPayObservationContext context) {
    KeyValues known =
        KeyValues.of(
            KeyValue.of("http.request.method", context.call().method()),
            KeyValue.of("url.template", context.call().pathTemplate()),
            KeyValue.of("wechatpay.mchid", context.call().mchid()));
    CallEnd end = context.end();
    if (end == null) {
      return known;
    }
    KeyValues all = known.and("wechatpay.attempts", Integer.toString(end.attempts()));
    return end.requestId() == null ? all : all.and("wechatpay.request_id", end.requestId());
  }

  @Override
  default boolean supportsContext(Observation.Context context) {
    return context instanceof WechatPayObservationContext;
  }
}
