package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The observers of one call, and the guards that it must pass. An exception of an observer stops
 * neither the call nor the other observers.
 *
 * <p>Observers get one event after another, but no thread waits for a lock. If one thread is
 * delivering an event, another thread leaves its event to it in a queue, and goes on. So an
 * observer that blocks holds up one thread, and never the thread that ends the call. Thread-safe.
 */
final class CallObservers {

  /** Shared by all calls without listeners and guards; it does nothing. */
  static final CallObservers NOBODY = new CallObservers(null, List.of(), List.of());

  /** The future of observers that have nothing left to learn. */
  static final CompletableFuture<Void> TOLD = CompletableFuture.completedFuture(null);

  private final @Nullable CallStart call;
  private final List<CallGuard> guards;
  private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger untold = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  /** Changed only while an event is delivered, so by one thread at a time. */
  private final List<CallObserver> observers;

  private @Nullable CallEnd end;

  private CallObservers(
      @Nullable CallStart call, List<CallGuard> guards, List<CallObserver> observers) {
    this.call = call;
    this.guards = guards;
    this.observers = observers;
  }

  static CallObservers start(List<CallListener> listeners, List<CallGuard> guards, CallStart call) {
    List<CallObserver> observers = new ArrayList<>(listeners.size() + guards.size());
    for (CallListener listener : listeners) {
      attempt(listener, each -> observers.add(Objects.requireNonNull(each.started(call))));
    }
    return new CallObservers(call, guards, observers);
  }

  boolean isNobody() {
    return call == null;
  }

  /**
   * Passes the guards, in their order. The call may end while a guard waits. A guard that lets it
   * in after that still learns of its end.
   *
   * @throws CallHeldBackException if a guard does not let it in
   */
  void passGuards() {
    for (CallGuard guard : guards) {
      CallObserver observer = admitted(guard, Objects.requireNonNull(call));
      tell(() -> follow(observer));
    }
  }

  private static CallObserver admitted(CallGuard guard, CallStart call) {
    try {
      return guard.admit(call);
    } catch (RuntimeException e) {
      throw new CallHeldBackException(e);
    }
  }

  /** Adds the observer of a guard. A guard that returns null by mistake has let the call in. */
  private void follow(@Nullable CallObserver observer) {
    if (observer == null) {
      return;
    }
    CallEnd ended = end;
    if (ended == null) {
      observers.add(observer);
    } else {
      attempt(observer, each -> each.ended(ended));
    }
  }

  /** Returns the headers of all observers; if two set the same header, the last one wins. */
  Map<String, String> headers() {
    if (isNobody()) {
      return Map.of();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    forEach(observer -> headers.putAll(observer.headers()));
    return headers;
  }

  /** Informs the observers how an attempt ended, unless the call is over. */
  void attempted(AttemptEnd attempt) {
    if (!over.get()) {
      tell(() -> forEach(observer -> observer.attempted(attempt)));
    }
  }

  /** Informs the observers once how the call ended; the future is done after the last of them. */
  CompletableFuture<Void> ended(CallEnd ended) {
    CompletableFuture<Void> told = new CompletableFuture<>();
    if (!over.compareAndSet(false, true)) {
      return TOLD;
    }
    tell(
        () -> {
          end = ended;
          forEach(observer -> observer.ended(ended));
          told.complete(null);
        });
    return told;
  }

  private void tell(Runnable event) {
    events.add(event);
    if (untold.getAndIncrement() > 0) {
      return;
    }
    do {
      Objects.requireNonNull(events.poll()).run();
    } while (untold.decrementAndGet() > 0);
  }

  private void forEach(Consumer<CallObserver> event) {
    for (CallObserver observer : observers) {
      attempt(observer, event);
    }
  }

  /** Delivers an event; logs any exception of the observer. */
  private static <T> void attempt(T observer, Consumer<T> event) {
    try {
      event.accept(observer);
    } catch (Exception | Error e) {
      System.getLogger(CallListener.class.getName())
          .log(Level.WARNING, "A listener to calls of WeChat Pay failed", e);
    }
  }
}
