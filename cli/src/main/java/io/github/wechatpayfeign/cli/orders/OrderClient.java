package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.TransactionId;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.cli.results.Decisions;
import io.github.wechatpayfeign.cli.results.Failures;
import io.github.wechatpayfeign.cli.results.FollowUp;
import io.github.wechatpayfeign.cli.results.OrderFacts;
import io.github.wechatpayfeign.cli.results.OrderOutcome;
import io.github.wechatpayfeign.cli.results.OrderResult;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.signing.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes orders one by one through a step, at the gateway or at a simulator. Thread-safe. */
final class OrderClient implements AutoCloseable {

  /** The deadline of a call, and some seconds beyond it in which its end is written down. */
  static final Duration LONGEST_CALL = Duration.ofSeconds(25);

  private final OutTradeNo outTradeNoRule = new OutTradeNo();
  private final TransactionId transactionIdRule = new TransactionId();
  private final WechatPay wechatPay;
  private final @Nullable WechatPaySimulator simulator;

  private OrderClient(WechatPay wechatPay, @Nullable WechatPaySimulator simulator) {
    this.wechatPay = wechatPay;
    this.simulator = simulator;
  }

  static OrderClient at(WechatPay wechatPay) {
    return new OrderClient(wechatPay, null);
  }

  /** Starts a simulator of its own, in which each order is created just before it is closed. */
  static OrderClient simulated() {
    WechatPaySimulator simulator = WechatPaySimulator.start();
    Merchant merchant =
        Merchant.builder()
            .mchid(simulator.mchid())
            .merchantSerial(simulator.merchantSerial())
            .privateKeyPem(simulator.merchantPrivateKeyPem())
            .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
            .build();
    return new OrderClient(
        WechatPay.builder(merchant).baseUrl(simulator.baseUrl()).build(), simulator);
  }

  String mchid() {
    return wechatPay.merchant().mchid();
  }

  boolean isSimulated() {
    return simulator != null;
  }

  /** Closes the order by one plain call. */
  OrderResult close(String outTradeNo) {
    return attempt(
        outTradeNo, number -> OrderResult.closed(wechatPay.closeOrder(number)), result -> result);
  }

  /** Closes the order unless it is paid, and finds out what became of it. */
  OrderResult closeDecisively(String outTradeNo, ClosePolicy policy) {
    return attempt(
        outTradeNo,
        number -> Decisions.of(wechatPay.closeDecisively(number, policy)),
        // A failure is thrown only where no close was sent that may have taken effect.
        result -> result.with(OrderFacts.NONE, new FollowUp(false, null)));
  }

  private OrderResult attempt(
      String outTradeNo, OrderStep step, UnaryOperator<OrderResult> ifItFails) {
    try {
      outTradeNoRule.expand(outTradeNo);
    } catch (IllegalArgumentException e) {
      return ifItFails.apply(Failures.illegal(outTradeNo, e));
    }
    try {
      place(outTradeNo);
      return step.take(outTradeNo);
    } catch (RuntimeException e) {
      return ifItFails.apply(Failures.of(outTradeNo, e));
    }
  }

  /** Looks the order up by the merchant's number. */
  OrderResult query(String outTradeNo) {
    try {
      outTradeNoRule.expand(outTradeNo);
    } catch (IllegalArgumentException e) {
      return Failures.illegal(outTradeNo, e).with(OrderFacts.NONE);
    }
    try {
      return found(wechatPay.queryOrder(outTradeNo));
    } catch (RuntimeException e) {
      return notFound(outTradeNo, e).with(OrderFacts.NONE);
    }
  }

  /** Looks the order up by WeChat Pay's number. */
  OrderResult queryById(String transactionId) {
    OrderFacts asked = OrderFacts.ofTransactionId(transactionId);
    try {
      transactionIdRule.expand(transactionId);
    } catch (IllegalArgumentException e) {
      return Failures.illegal(null, e).with(asked);
    }
    try {
      return found(wechatPay.queryOrderById(transactionId));
    } catch (RuntimeException e) {
      return notFound(null, e).with(asked);
    }
  }

  private static OrderResult found(Transaction transaction) {
    return OrderResult.of(transaction.outTradeNo(), OrderOutcome.FOUND)
        .with(OrderFacts.of(transaction));
  }

  private static OrderResult notFound(@Nullable String outTradeNo, RuntimeException failure) {
    return failure instanceof OrderNotExistException missing
        ? OrderResult.failed(outTradeNo, OrderOutcome.NOT_FOUND, missing, null)
        : Failures.of(outTradeNo, failure);
  }

  private void place(String outTradeNo) {
    if (simulator != null) {
      try {
        simulator.createOrder(outTradeNo);
      } catch (IllegalStateException thereAlready) {
        // The number was given twice: the order is closed once more, as at the gateway.
        return;
      }
    }
  }

  @Override
  public void close() {
    wechatPay.close();
    if (simulator != null) {
      simulator.close();
    }
  }
}
