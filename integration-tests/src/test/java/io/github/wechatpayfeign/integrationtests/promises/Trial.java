package io.github.wechatpayfeign.integrationtests.promises;

import feign.TypedResponse;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.StallMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One client with one part that misbehaves in one way, and a call or two of it. */
final class Trial {

  private static final Duration SHORT = Duration.ofMillis(300);

  /** For a part that does not block. */
  static final Duration LONG = Duration.ofSeconds(2);

  private static final long ALLOWANCE_MILLIS = 600;

  /** How many times a call may suffer the longest stall of the machine during the trial. */
  private static final int STALLS = 2;

  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
  private static final long LATE_BY_MILLIS = 60;

  private final Part part;
  private final How how;
  private final Kind kind;
  private final int script;
  private final Misbehaviour.When when;
  private final Random random;
  private final StallMeter machine;
  private final Duration deadline;
  private volatile EndCounter observer = new EndCounter();

  /**
   * Creates a trial.
   *
   * @param round which one of this part, how and kind: each plays the next script of the gateway
   * @param machine measures how busy the machine is
   */
  Trial(Part part, How how, Kind kind, int round, long seed, StallMeter machine) {
    this.part = part;
    this.how = how;
    this.kind = kind;
    this.machine = machine;
    this.random = new Random(seed * 31 + (part.name() + how + kind + round).hashCode());
    this.script = (round + random.nextInt(Reply.SCRIPTS.size())) % Reply.SCRIPTS.size();
    Misbehaviour.When[] times = Misbehaviour.When.values();
    this.when = times[(round + random.nextInt(times.length)) % times.length];
    this.deadline = How.BLOCKING.contains(how) ? SHORT : LONG;
  }

  /** Runs the trial, and returns a line for each promise that was broken. */
  List<String> run() {
    List<String> broken = new ArrayList<>();
    long late = deadline.toMillis() - LATE_BY_MILLIS + random.nextInt(2 * (int) LATE_BY_MILLIS);
    Misbehaviour misbehaviour = new Misbehaviour(how, when, TimeUnit.MILLISECONDS.toNanos(late));
    try (RecordingGateway gateway = new RecordingGateway();
        Rig rig = new Rig(misbehaviour, gateway, random)) {
      part.installer().accept(rig);
      rig.listeners.add(random.nextInt(rig.listeners.size() + 1), call -> observer.started(call));
      rig.build(deadline);
      int calls = How.BLOCKING.contains(how) ? 1 : 2;
      List<Observed> observed = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        observed.add(call(rig, misbehaviour, gateway));
      }
      for (Observed call : observed) {
        for (String promise : Promises.brokenBy(call, gateway.exchanges(call.order()))) {
          broken.add(promise + " (" + call.order() + " of " + this + ")");
        }
      }
    }
    return broken;
  }

  private Observed call(Rig rig, Misbehaviour misbehaviour, RecordingGateway gateway) {
    String order = "ORDER-" + Math.floorMod(random.nextLong(), 1_000_000_000L);
    gateway.follow(Reply.SCRIPTS.get(script), order);
    EndCounter counter = new EndCounter();
    observer = counter;
    Caller caller = new Caller(rig, order, counter);
    StallMeter.Since stalls = machine.fromNow();
    misbehaviour.arm();
    long start = System.nanoTime();
    Thread thread = new Thread(caller, "caller");
    thread.setDaemon(true);
    thread.start();
    boolean ended = ends(caller.result, stalls);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    misbehaviour.release();
    Await.until(() -> caller.result.isDone() || !ended);
    Await.until(() -> misbehaviour.isNobodyInside() && gateway.isQuietFor(quiet(stalls)));
    counter.awaitEnds();
    return new Observed(
        part,
        how,
        kind,
        ended,
        ended ? caller.answer() : null,
        ended ? caller.failure() : null,
        took,
        rig.callerIsInterrupted,
        caller.interruptedAfter,
        counter,
        order);
  }

  /** A sent request arrives late if the machine stalls the gateway. */
  private static long quiet(StallMeter.Since stalls) {
    return QUIET_NANOS + STALLS * TimeUnit.MILLISECONDS.toNanos(stalls.worstMillis());
  }

  /** Returns whether the call ends by its deadline, plus the stalls of the machine itself. */
  private boolean ends(CompletableFuture<?> result, StallMeter.Since stalls) {
    long start = System.nanoTime();
    long limit = deadline.toMillis() + ALLOWANCE_MILLIS;
    while (true) {
      try {
        result.get(20, TimeUnit.MILLISECONDS);
        return true;
      } catch (ExecutionException e) {
        return true;
      } catch (TimeoutException notYet) {
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (took > limit + STALLS * stalls.worstMillis() || took > TimeUnit.SECONDS.toMillis(20)) {
          return false;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  @Override
  public String toString() {
    return part + " " + how + " " + when + ", " + kind + ", gateway " + Reply.SCRIPTS.get(script);
  }

  /** The thread of the caller, as an application has it. */
  private final class Caller implements Runnable {

    private final Rig rig;
    private final String order;
    private final EndCounter counter;
    private final CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
    private volatile boolean interruptedAfter;

    Caller(Rig rig, String order, EndCounter counter) {
      this.rig = rig;
      this.order = order;
      this.counter = counter;
    }

    @Override
    public void run() {
      if (rig.callerIsInterrupted) {
        Thread.currentThread().interrupt();
      }
      try {
        if (kind.isAsynchronous()) {
          CompletableFuture<?> future = Objects.requireNonNull(rig.callLater(kind, order));
          interruptedAfter = Thread.currentThread().isInterrupted();
          var unused = future.whenComplete(this::seen);
        } else {
          TypedResponse<?> answer = rig.callNow(kind, order);
          interruptedAfter = Thread.currentThread().isInterrupted();
          seen(answer, null);
        }
      } catch (Throwable e) {
        interruptedAfter = Thread.currentThread().isInterrupted();
        seen(null, e);
      }
    }

    private void seen(@Nullable Object answer, @Nullable Throwable failure) {
      counter.resultIsSeen();
      if (failure == null) {
        result.complete(answer);
      } else {
        result.completeExceptionally(failure);
      }
    }

    private @Nullable TypedResponse<?> answer() {
      return result.isCompletedExceptionally() ? null : (TypedResponse<?>) result.join();
    }

    private @Nullable Throwable failure() {
      var failure = result.handle((answer, thrown) -> thrown).join();
      return failure;
    }
  }
}
