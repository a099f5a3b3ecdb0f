package io.github.wechatpayfeign.api.refund;

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
import org.jspecify.annotations.Nullable;

/** A refund with scripted answers, on a clock that only pauses move. */
final class RefundScript implements RefundsApi, WaitingClock {

  static final String ORDER = "ORDER-20261123-1";
  static final String NUMBER = "REFUND-1";
  static final RefundRequest REQUEST =
      RefundRequest.ofOrder(ORDER).outRefundNo(NUMBER).refund(100).total(1000).build();

  private final Deque<Supplier<Refund>> applications = new ArrayDeque<>();
  private final Deque<Supplier<Refund>> queries = new ArrayDeque<>();
  private final List<RefundRequest> sent = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private long now = 1_000_000_000L;
  private int pausesUntilInterrupt = Integer.MAX_VALUE;

  /** Sets the answer to the next application. */
  RefundScript accepts(String status) {
    return accepts(refund(status));
  }

  RefundScript accepts(Refund answer) {
    applications.add(() -> answer);
    return this;
  }

  /** Sets the failure of the next application. */
  RefundScript refuses(RuntimeException failure) {
    applications.add(
        () -> {
          throw failure;
        });
    return this;
  }

  /** Sets the answer to the next query. */
  RefundScript shows(String status) {
    return shows(refund(status));
  }

  RefundScript shows(Refund answer) {
    queries.add(() -> answer);
    return this;
  }

  /** Sets the failure of the next query. */
  RefundScript hides(RuntimeException failure) {
    queries.add(
        () -> {
          throw failure;
        });
    return this;
  }

  /** Lets the next query find nothing. */
  RefundScript knowsNothing() {
    return hides(error(404, "RESOURCE_NOT_EXISTS"));
  }

  /** Interrupts the pause with the given number, counted from 1. */
  RefundScript interruptsPause(int number) {
    pausesUntilInterrupt = number;
    return this;
  }

  RefundDecision decide() {
    return decide(RefundPolicy.standard());
  }

  RefundDecision decide(RefundPolicy policy) {
    return refunds(policy).refundDecisively(REQUEST);
  }

  Refunds refunds(RefundPolicy policy) {
    return new Refunds(this, null, policy, this);
  }

  /** Returns the steps in order, and fails if an answer was not used. */
  List<String> log() {
    assertThat(applications).as("applications that were not made").isEmpty();
    assertThat(queries).as("queries that were not made").isEmpty();
    return log;
  }

  /** Returns the applications that were made. */
  List<RefundRequest> sent() {
    return sent;
  }

  @Override
  public Refund apply(RefundRequest request) {
    log.add("apply");
    sent.add(request);
    return applications.remove().get();
  }

  @Override
  public Refund query(String outRefundNo) {
    assertThat(outRefundNo).isEqualTo(NUMBER);
    log.add("query");
    return queries.remove().get();
  }

  @Override
  public Refund query(String outRefundNo, String subMchid) {
    assertThat(outRefundNo).isEqualTo(NUMBER);
    log.add("query of " + subMchid);
    return queries.remove().get();
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

  static Refund refund(String status) {
    return refund(status, ORDER, 100L, 1000L);
  }

  static Refund refund(
      String status, @Nullable String outTradeNo, @Nullable Long refund, @Nullable Long total) {
    return new Refund(
        "5030",
        NUMBER,
        "4200",
        outTradeNo,
        "ORIGINAL",
        "招商银行信用卡0403",
        null,
        null,
        status,
        "AVAILABLE",
        new Refund.Amount(total, refund, List.of(), null, null, null, null, null, "CNY", null),
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
