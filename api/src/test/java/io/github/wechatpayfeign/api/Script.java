package io.github.wechatpayfeign.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.api.internal.WaitingClock;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An order with scripted answers, on a clock that only pauses and slow answers move. */
final class Script implements OrderCalls<Transaction>, WaitingClock {

  static final String ORDER = "ORDER-20261123-1";

  private final Deque<Supplier<Transaction>> queries = new ArrayDeque<>();
  private final Deque<Runnable> closes = new ArrayDeque<>();
  private final List<String> log = new ArrayList<>();
  private long now = 1_000_000_000L;
  private int pausesUntilInterrupt = Integer.MAX_VALUE;

  /** Sets the answer to the next query. */
  Script shows(String tradeState) {
    queries.add(() -> transaction(tradeState));
    return this;
  }

  /** Sets the failure of the next query. */
  Script hides(RuntimeException failure) {
    queries.add(
        () -> {
          throw failure;
        });
    return this;
  }

  /** Lets the next close be answered with 204. */
  Script accepts() {
    closes.add(() -> {});
    return this;
  }

  /** Sets the failure of the next close. */
  Script refuses(RuntimeException failure) {
    closes.add(
        () -> {
          throw failure;
        });
    return this;
  }

  /** Lets the next close be answered with 204 after some time. */
  Script acceptsAfter(Duration time) {
    closes.add(() -> now += time.toNanos());
    return this;
  }

  /** Interrupts the pause with the given number, counted from 1. */
  Script interruptsPause(int number) {
    pausesUntilInterrupt = number;
    return this;
  }

  CloseDecision decide() {
    return decide(ClosePolicy.standard());
  }

  CloseDecision decide(ClosePolicy policy) {
    return new DecisiveClose(outTradeNo -> this, policy, this).close(ORDER);
  }

  /** Returns the steps in order, and fails if an answer was not used. */
  List<String> log() {
    assertThat(queries).as("queries that were not made").isEmpty();
    assertThat(closes).as("closes that were not made").isEmpty();
    return log;
  }

  /** Returns the number of queries; answers may be left over. */
  long queriesMade() {
    return log.stream().filter("query"::equals).count();
  }

  @Override
  public Transaction query() {
    log.add("query");
    return queries.remove().get();
  }

  @Override
  public void close() {
    log.add("close");
    closes.remove().run();
  }

  @Override
  public Standing standing(Transaction answer) {
    return Standing.of(answer);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void pause(Duration pause) throws InterruptedException {
    if (--pausesUntilInterrupt == 0) {
      throw new InterruptedException();
    }
    log.add("pause " + pause.toSeconds());
    now += pause.toNanos();
  }

  static Transaction transaction(String tradeState) {
    return new Transaction(
        null,
        null,
        null,
        null,
        null,
        null,
        ORDER,
        null,
        null,
        tradeState,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  static WechatPayException error(int status, String code) {
    return error(status, code, Map.of());
  }

  static WechatPayException error(
      int status, String code, Map<String, Collection<String>> headers) {
    return new WechatPayErrorDecoder().decode("", answer(status, code, headers));
  }

  /** Returns the exception of a call whose first attempt may have taken effect. */
  static WechatPayException errorAfterDoubt(int status, String code) {
    return new WechatPayErrorDecoder()
        .decode("", new CallFacts(2, true).addTo(answer(status, code, Map.of())));
  }

  static WechatPayException lost() {
    return TransportException.afterSending(new IOException("reset"), CallFacts.FIRST_ATTEMPT);
  }

  static WechatPayException notSent() {
    return TransportException.beforeSending(new IOException("refused"), CallFacts.FIRST_ATTEMPT);
  }

  private static Response answer(int status, String code, Map<String, Collection<String>> headers) {
    return Response.builder()
        .status(status)
        .headers(headers)
        .request(Request.create(Request.HttpMethod.GET, "/", Map.of(), null, UTF_8, null))
        .body("{\"code\":\"" + code + "\"}", UTF_8)
        .build();
  }
}
