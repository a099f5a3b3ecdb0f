package io.github.wechatpayfeign.integrationtests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.api.micrometer.MeterListener;
import io.github.wechatpayfeign.api.micrometer.ObservationListener;
import io.github.wechatpayfeign.api.micrometer.WechatPayObservationContext;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The meters and observations of a client, as an application has them. */
public final class ObservedCalls {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final List<WechatPayObservationContext> ended = new CopyOnWriteArrayList<>();

  /** The calls of whose end all listeners learned. Another thread may inform them. */
  private final AtomicInteger told = new AtomicInteger();

  public ObservedCalls() {
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(meters))
        .observationHandler(new Recorder());
  }

  /** Keeps the contexts of observations that ended. */
  private final class Recorder implements ObservationHandler<WechatPayObservationContext> {

    @Override
    public void onStop(WechatPayObservationContext context) {
      ended.add(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return context instanceof WechatPayObservationContext;
    }
  }

  /** Builds a client whose calls are observed. */
  public WechatPay client(WechatPayBuilder builder) {
    return builder
        .listener(new ObservationListener(observations))
        .listener(new MeterListener(meters))
        .listener(
            call ->
                new CallObserver() {
                  @Override
                  public void ended(CallEnd end) {
                    told.incrementAndGet();
                  }
                })
        .build();
  }

  public SimpleMeterRegistry meters() {
    return meters;
  }

  /** Returns the observation of the only call. */
  public WechatPayObservationContext onlyObservation() {
    Await.until(() -> told.get() > 0);
    assertThat(ended).hasSize(1);
    return ended.get(0);
  }

  /** Returns the labels of the only call, after it was checked that there was one. */
  public String onlyCall() {
    assertThat(onlyObservation()).isNotNull();
    assertThat(meters.find("wechatpay.calls").timers()).hasSize(1);
    Timer timer = meters.get("wechatpay.calls").timer();
    assertThat(timer.count()).isEqualTo(1);
    return Stream.of("operation", "outcome", "status", "code", "error")
        .map(label -> String.valueOf(timer.getId().getTag(label)))
        .collect(Collectors.joining(" "))
        .replaceFirst("^TransactionsApi#", "");
  }
}
