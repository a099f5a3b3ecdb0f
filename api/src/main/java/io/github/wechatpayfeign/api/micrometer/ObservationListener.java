package io.github.wechatpayfeign.api.micrometer;

import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes one observation of each call, attempts and pauses together: a timer {@code wechatpay.calls}
 * and, if there is a tracer, a span. The tracer's headers, such as the trace and its baggage, are
 * not sent to WeChat Pay, unless {@link #propagating} names them.
 *
 * <pre>{@code
 * WechatPay.builder(merchant).listener(new ObservationListener(observationRegistry)).build();
 * }</pre>
 *
 * <p>The parent is the current observation of the caller's thread. An observation ends when its
 * call ends, in whatever way; the answer is decoded after that.
 */
public final class ObservationListener implements CallListener {

  private static final WechatPayObservationConvention STANDARD =
      new WechatPayObservationConvention() {};

  private final ObservationRegistry registry;
  private final @Nullable WechatPayObservationConvention convention;
  private final Set<String> propagated;

  /** Creates a listener with the standard names, or those of a convention in the registry. */
  public ObservationListener(ObservationRegistry registry) {
    this(registry, null, Set.of());
  }

  /** Creates a listener with the names of the given convention. */
  public ObservationListener(
      ObservationRegistry registry, WechatPayObservationConvention convention) {
    this(registry, Objects.requireNonNull(convention, "convention"), Set.of());
  }

  private ObservationListener(
      ObservationRegistry registry,
      @Nullable WechatPayObservationConvention convention,
      Set<String> propagated) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.convention = convention;
    this.propagated = propagated;
  }

  /**
   * Returns a listener that also sends some of the tracer's headers with each request, such as
   * {@code "traceparent"}. WeChat Pay is a third party and does not use them; a proxy on the way
   * may. Baggage has its own headers, such as {@code "baggage"}, and may contain data that a user
   * has entered.
   *
   * @param headers the names of all headers that may be sent, in any case
   */
  public ObservationListener propagating(String... headers) {
    Set<String> names =
        Arrays.stream(headers)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    return new ObservationListener(registry, convention, names);
  }

  @Override
  public CallObserver started(CallStart call) {
    WechatPayObservationContext context = new WechatPayObservationContext(call, propagated);
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
