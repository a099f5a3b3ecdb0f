package io.github.wechatpayfeign.integrationtests.promises;

import static io.github.wechatpayfeign.integrationtests.promises.How.ANY;
import static io.github.wechatpayfeign.integrationtests.promises.How.ANY_BUT_NULL;
import static io.github.wechatpayfeign.integrationtests.promises.Part.Trait.HARMLESS;
import static io.github.wechatpayfeign.integrationtests.promises.Part.change;
import static io.github.wechatpayfeign.integrationtests.promises.Part.part;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallObserver;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The parts that follow calls, and those that let them begin. */
final class ObservingParts {

  private static final List<String> UNSENDABLE =
      List.of(
          "Authorization",
          "Content-Length",
          "Transfer-Encoding",
          "Host",
          "Connection",
          "Expect",
          "Wechatpay-Serial",
          "",
          "a\nb");

  static final List<Part> ALL =
      List.of(
          part("listener, when a call begins", ANY, ObservingParts::listener).with(HARMLESS),
          part("observer, asked for headers", ANY, observer(ObservingParts::headers))
              .with(HARMLESS),
          part(
                  "headers of an observer, when read",
                  ANY_BUT_NULL,
                  observer(ObservingParts::lazyHeaders))
              .with(HARMLESS),
          part("observer, after an attempt", ANY_BUT_NULL, observer(ObservingParts::attempted))
              .with(HARMLESS),
          part("observer, at the end", ANY_BUT_NULL, observer(ObservingParts::ended))
              .with(HARMLESS),
          change("observer whose headers are null", headers(nulls())).with(HARMLESS),
          change("observer whose headers clash", headers(clashing())),
          part("guard, when it lets a call in", ANY_BUT_NULL, ObservingParts::guard),
          part("guard without an observer", Set.of(How.RETURNS_NULL), ObservingParts::guard)
              .with(HARMLESS),
          part(
                  "observer of a guard, after an attempt",
                  ANY_BUT_NULL,
                  guard(ObservingParts::attempted))
              .with(HARMLESS),
          part("observer of a guard, at the end", ANY_BUT_NULL, guard(ObservingParts::ended))
              .with(HARMLESS),
          change("guard that lets calls in after another one held them back", ObservingParts::two));

  private ObservingParts() {}

  /** Creates an observer that misbehaves. */
  private interface Observers {
    CallObserver of(Misbehaviour part);
  }

  private static void listener(Rig rig) {
    rig.listeners.add(call -> rig.part.insteadOf(() -> new CallObserver() {}));
  }

  private static void guard(Rig rig) {
    rig.guards.add(call -> rig.part.insteadOf(() -> new CallObserver() {}));
  }

  private static void two(Rig rig) {
    rig.guards.add(
        call -> {
          if (rig.part.changes()) {
            throw new How.OnPurpose();
          }
          return new CallObserver() {};
        });
    rig.guards.add(call -> new CallObserver() {});
  }

  private static Consumer<Rig> observer(Observers observers) {
    return rig -> rig.listeners.add(call -> observers.of(rig.part));
  }

  private static Consumer<Rig> guard(Observers observers) {
    return rig -> rig.guards.add(call -> observers.of(rig.part));
  }

  private static Consumer<Rig> headers(Map<String, String> headers) {
    return observer(
        part ->
            new CallObserver() {
              @Override
              public Map<String, String> headers() {
                return part.changes() ? headers : Map.of();
              }
            });
  }

  @SuppressWarnings("NullAway") // On purpose.
  private static Map<String, String> nulls() {
    Map<String, String> headers = new HashMap<>();
    headers.put(null, "x");
    headers.put("traceparent", null);
    return headers;
  }

  private static Map<String, String> clashing() {
    Map<String, String> headers = new HashMap<>();
    UNSENDABLE.forEach(name -> headers.put(name, "1\u00e9"));
    return headers;
  }

  private static CallObserver headers(Misbehaviour part) {
    return new CallObserver() {
      @Override
      public Map<String, String> headers() {
        return part.insteadOf(() -> Map.of("traceparent", "00-1-1-01"));
      }
    };
  }

  private static CallObserver lazyHeaders(Misbehaviour part) {
    return new CallObserver() {
      @Override
      public Map<String, String> headers() {
        return new AbstractMap<>() {
          @Override
          public Set<Entry<String, String>> entrySet() {
            return part.insteadOf(() -> Map.of("traceparent", "00-1-1-01").entrySet());
          }
        };
      }
    };
  }

  private static CallObserver attempted(Misbehaviour part) {
    return new CallObserver() {
      @Override
      public void attempted(AttemptEnd attempt) {
        part.before();
      }
    };
  }

  private static CallObserver ended(Misbehaviour part) {
    return new CallObserver() {
      @Override
      public void ended(CallEnd end) {
        part.before();
      }
    };
  }
}
