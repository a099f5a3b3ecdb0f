package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.CallHeldBackException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that follow one call, and the guards that it has to pass. What somebody who follows it throws
 * stops neither the call nor the others.
 */
final class CallWatch {

  /** Follows any number of calls that nobody listens to or guards, and costs nothing. */
  static final CallWatch NOBODY = new CallWatch(null, List.of(), List.of());

  private final @Nullable CallStart call;
  private final List<CallGuard> guards;
  private final List<CallObserver> observers;
  private @Nullable CallEnd end;

  private CallWatch(
      @Nullable CallStart call, List<CallGuard> guards, List<CallObserver> observers) {
    this.call = call;
    this.guards = guards;
    this.observers = observers;
  }

  static CallWatch start(List<CallListener> listeners, List<CallGuard> guards, CallStart call) {
    List<CallObserver> observers = new ArrayList<>(listeners.size() + guards.size());
    for (CallListener listener : listeners) {
      attempt(listener, told -> observers.add(told.started(call)));
    }
    return new CallWatch(call, guards, observers);
  }

  boolean isNobody() {
    return call == null;
  }

  /**
   * Passes the guards, in their order. A call may be given up while one of them waits: whoever has
   * let it in is told of its end all the same.
   *
   * @throws CallHeldBackException if one of them does not let it in
   */
  void passGuards() {
    for (CallGuard guard : guards) {
      CallObserver observer = admitted(guard, Objects.requireNonNull(call));
      CallEnd ended = follow(observer);
      if (ended != null) {
        attempt(observer, told -> told.ended(ended));
      }
    }
  }

  private static CallObserver admitted(CallGuard guard, CallStart call) {
    try {
      return guard.admit(call);
    } catch (RuntimeException e) {
      throw new CallHeldBackException(e);
    }
  }

  /** Lets somebody follow the call, and returns how it ended where it is over. */
  private synchronized @Nullable CallEnd follow(CallObserver observer) {
    if (end == null) {
      observers.add(observer);
    }
    return end;
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
    if (end == null) {
      forEach(observer -> observer.attempted(attempt));
    }
  }

  synchronized void ended(CallEnd end) {
    this.end = end;
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
      System.getLogger(CallListener.class.getName())
          .log(Level.WARNING, "A listener to calls of WeChat Pay failed", e);
    }
  }
}
