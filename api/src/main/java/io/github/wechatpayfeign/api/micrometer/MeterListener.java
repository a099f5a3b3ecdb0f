package io.github.wechatpayfeign.api.micrometer;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;

/**
 * Counts facts that a timer of whole calls does not show: {@code wechatpay.attempts} by operation,
 * status and whether the attempt was a repeated one, and {@code wechatpay.verification.failures} by
 * reason. Failures after which a later attempt succeeded count too.
 *
 * <pre>{@code
 * WechatPay.builder(merchant).listener(new MeterListener(meterRegistry)).build();
 * }</pre>
 */
public final class MeterListener implements CallListener {

  private final MeterRegistry registry;

  /** Creates a listener that counts in a registry. */
  public MeterListener(MeterRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  @Override
  public CallObserver started(CallStart call) {
    return new CallObserver() {
      @Override
      public void attempted(AttemptEnd attempt) {
        count(call, attempt);
      }
    };
  }

  private void count(CallStart call, AttemptEnd attempt) {
    registry
        .counter(
            "wechatpay.attempts",
            "operation",
            call.operation(),
            "status",
            Labels.status(attempt.status()),
            "repeated",
            Boolean.toString(attempt.number() > 1))
        .increment();
    if (attempt.failure() instanceof ResponseNotVerifiedException notVerified) {
      registry
          .counter("wechatpay.verification.failures", "reason", notVerified.reason().name())
          .increment();
    }
  }
}
