package io.github.wechatpayfeign.signing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All that follow one call. What one of them throws stops neither the call nor the others. */
final class CallWatch {

  /** Follows any number of calls that nobody listens to, and costs nothing. */
  static final CallWatch NOBODY = new CallWatch(List.of());

  private static final Logger LOG = System.getLogger(CallListener.class.getName());

  private final List<CallObserver> observers;
  private boolean over;

  private CallWatch(List<CallObserver> observers) {
    this.observers = observers;
  }

  static CallWatch start(List<CallListener> listeners, CallStart call) {
    List<CallObserver> observers = new ArrayList<>(listeners.size());
    for (CallListener listener : listeners) {
      attempt(listener, told -> observers.add(told.started(call)));
    }
    return new CallWatch(observers);
  }

  boolean isNobody() {
    return observers.isEmpty();
  }

  /** Returns the headers that all of them want on each request. */
  Map<String, String> headers() {
    if (isNobody()) {
      return Map.of();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    forEach(observer -> headers.putAll(observer.headers()));
    return headers;
  }

  /** One thread may end a call while another one reads the answer of an attempt. */
  synchronized void attempted(AttemptEnd attempt) {
    if (!over) {
      forEach(observer -> observer.attempted(attempt));
    }
  }

  synchronized void ended(CallEnd end) {
    over = true;
    forEach(observer -> observer.ended(end));
  }

  private void forEach(Consumer<CallObserver> told) {
    for (CallObserver observer : observers) {
      attempt(observer, told);
    }
  }

  /** An observer that is null by mistake counts as one that throws. */
  private static <T> void attempt(T listener, Consumer<T> told) {
    try {
      told.accept(listener);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "A listener to calls of WeChat Pay failed", e);
    }
  }
}
