package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Observers are told in order, once, and without holding the thread that ends the call. */
class CallObserversTest {

  private static final CallStart CALL = CallStart.of("Api#close", "POST", "/v3/x", "1900000109");
  private static final CallEnd END = CallEnd.of(1, Duration.ZERO, 204, null, null, null);
  private static final AttemptEnd ATTEMPT = AttemptEnd.of(1, Duration.ZERO, 204, null);

  private final java.util.logging.Logger log =
      java.util.logging.Logger.getLogger(CallListener.class.getName());
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void quiet() {
    log.setLevel(java.util.logging.Level.OFF);
  }

  @AfterEach
  void loud() {
    log.setLevel(null);
  }

  @Test
  void doesNotHoldTheThreadThatEndsACallWhileAnObserverBlocks() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    CallObservers watch =
        CallObservers.start(
            List.of(
                call ->
                    new CallObserver() {
                      @Override
                      public void attempted(AttemptEnd attempt) {
                        inside.countDown();
                        awaitThe(open);
                        told.add("attempted");
                      }

                      @Override
                      public void ended(CallEnd end) {
                        told.add("ended");
                      }
                    }),
            List.of(),
            CALL);
    Thread blocked = new Thread(() -> watch.attempted(ATTEMPT));
    blocked.start();
    awaitThe(inside);

    CompletableFuture<Void> ended = watch.ended(END);

    assertThat(ended).isNotDone();
    open.countDown();
    ended.get(10, TimeUnit.SECONDS);
    assertThat(told).containsExactly("attempted", "ended");
    blocked.join();
  }

  @Test
  void tellsTheEndOnce() {
    CallObservers watch = CallObservers.start(List.of(call -> ending()), List.of(), CALL);

    assertThat(watch.ended(END)).isDone();
    assertThat(watch.ended(END)).isDone();
    watch.attempted(ATTEMPT);

    assertThat(told).containsExactly("ended");
  }

  @Test
  void tellsTheOthersWhateverOneThrows() {
    CallObservers watch =
        CallObservers.start(
            List.of(
                call -> {
                  throw new NoClassDefFoundError("on purpose");
                },
                call -> nothing(),
                call ->
                    new CallObserver() {
                      @Override
                      public Map<String, String> headers() {
                        throw new StackOverflowError("on purpose");
                      }

                      @Override
                      public void ended(CallEnd end) {
                        throw CallObserversTest.<RuntimeException>sneaky(
                            new Exception("on purpose"));
                      }
                    },
                call -> ending()),
            List.of(),
            CALL);

    assertThat(watch.headers()).isEmpty();
    assertThat(watch.ended(END)).isDone();
    assertThat(told).containsExactly("ended");
  }

  @Test
  void tellsAGuardOfAnEndThatCameWhileItWaited() {
    CallObservers[] watch = new CallObservers[1];
    CallGuard slow =
        call -> {
          var unused = watch[0].ended(END);
          return ending();
        };
    watch[0] = CallObservers.start(List.of(), List.of(slow), CALL);

    watch[0].passGuards();

    assertThat(told).containsExactly("ended");
  }

  @Test
  void letsACallInWhoseGuardReturnsNothing() {
    CallObservers watch = CallObservers.start(List.of(), List.of(call -> nothing()), CALL);

    watch.passGuards();

    assertThat(watch.ended(END)).isDone();
  }

  /** What Java code without null checks may return. */
  @SuppressWarnings("NullAway")
  private static CallObserver nothing() {
    return null;
  }

  private CallObserver ending() {
    return new CallObserver() {
      @Override
      public void ended(CallEnd end) {
        told.add("ended");
      }
    };
  }

  private static void awaitThe(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
