package io.github.wechatpayfeign.api.micrometer;

import io.github.wechatpayfeign.signing.CallEnd;
import io.github.wechatpayfeign.signing.CallListener;
import io.github.wechatpayfeign.signing.CallObserver;
import io.github.wechatpayfeign.signing.CallStart;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes one observation of each call, attempts and pauses together: a timer {@code wechatpay.calls}
 * and, where there is a tracer, a span, whose context travels in the headers of each request.
 *
 * <pre>{@code
 * WechatPay.builder(merchant).listener(new ObservationListener(observationRegistry)).build();
 * }</pre>
 *
 * <p>The parent is the observation that is current on the caller's thread. An observation ends with
 * its call, whatever ends it; the decoding of an answer comes after.
 */
public final class ObservationListener implements CallListener {

  private static final WechatPayObservationConvention STANDARD =
      new WechatPayObservationConvention() {};

  private final ObservationRegistry registry;
  private final @Nullable WechatPayObservationConvention convention;

  /** Creates a listener with the standard names, or those of a convention in the registry. */
  public ObservationListener(ObservationRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.convention = null;
  }

  /** Creates a listener with names of the user's. */
  public ObservationListener(
      ObservationRegistry registry, WechatPayObservationConvention convention) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.convention = Objects.requireNonNull(convention, "convention");
  }

  @Override
  public CallObserver started(CallStart call) {
    WechatPayObservationContext context = new WechatPayObservationContext(call);
    Observation observation =
        Observation.createNotStarted(convention, STANDARD, () -> context, registry).start();
    return new Observed(observation, context);
  }

  private record Observed(Observation observation, WechatPayObservationContext context)
      implements CallObserver {

    @Override
    public Map<String, String> headers() {
      return context.headers();
    }

    @Override
    public void ended(CallEnd end) {
      context.end(end);
      if (end.failure() != null) {
        observation.error(end.failure());
      }
      observation.stop();
    }
  }
}
