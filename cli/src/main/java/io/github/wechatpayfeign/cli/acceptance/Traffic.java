package io.github.wechatpayfeign.cli.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.FaultPlan;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the application asked the simulator, and the two failures that it meets on purpose. */
final class Traffic implements FaultPlan {

  private static final String REFUNDS = "/v3/refund/domestic/refunds";
  private static final JsonMapper JSON = new JsonMapper();

  private final WechatPaySimulator simulator;
  private final AtomicBoolean closeFailed = new AtomicBoolean();
  private final AtomicBoolean refundFailed = new AtomicBoolean();
  private volatile @Nullable String unpaid;

  Traffic(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  /** Sets the order whose first close fails. */
  void failFirstCloseOf(String outTradeNo) {
    unpaid = outTradeNo;
  }

  /**
   * Fails the first close, which is not carried out, and the first application for a refund, which
   * is.
   */
  @Override
  public Optional<Fault> faultFor(ReceivedRequest request) {
    String order = unpaid;
    if (order != null && isClose(request, order) && closeFailed.compareAndSet(false, true)) {
      return Optional.of(Fault.error(500, "SYSTEM_ERROR"));
    }
    if (isRefund(request) && refundFailed.compareAndSet(false, true)) {
      return Optional.of(Fault.error(500, "SYSTEM_ERROR").at(Moment.AFTER_APPLYING));
    }
    return Optional.empty();
  }

  /** Returns how many requests came so far. */
  int size() {
    return simulator.requests().size();
  }

  long closes(String outTradeNo) {
    return count(0, request -> isClose(request, outTradeNo));
  }

  /** Returns how often the order was queried by its number since so many requests. */
  long queries(String outTradeNo, int since) {
    return count(
        since,
        request ->
            request.method().equals("GET")
                && request.outTradeNo().filter(outTradeNo::equals).isPresent());
  }

  /** Returns the numbers of all applications for a refund, in order. */
  List<String> refunds() {
    return simulator.requests().stream()
        .filter(Traffic::isRefund)
        .map(Traffic::outRefundNo)
        .toList();
  }

  long refundQueries() {
    return count(
        0, request -> request.method().equals("GET") && request.path().startsWith(REFUNDS + "/"));
  }

  private long count(int since, Predicate<ReceivedRequest> kind) {
    return simulator.requests().stream().skip(since).filter(kind).count();
  }

  private static boolean isClose(ReceivedRequest request, String outTradeNo) {
    return request.method().equals("POST")
        && request.path().endsWith("/close")
        && request.outTradeNo().filter(outTradeNo::equals).isPresent();
  }

  private static boolean isRefund(ReceivedRequest request) {
    return request.method().equals("POST") && request.path().equals(REFUNDS);
  }

  private static String outRefundNo(ReceivedRequest request) {
    try {
      return JSON.readTree(request.body()).path("out_refund_no").asText();
    } catch (JsonProcessingException notJson) {
      return "";
    } catch (IOException e) {
      throw new IllegalStateException("An array cannot fail to be read", e);
    }
  }
}
