package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.errors.OrderNotExistException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order that was to be closed: what to do with its stock and its money. All but
 * {@link NotFound} and {@link Unsettled} rest on a signed answer to a query.
 *
 * <p>On Java 21 a {@code switch} over its types is complete without a default; on Java 17, a {@code
 * switch} expression over {@link #kind()} is.
 */
public sealed interface CloseDecision {

  /** The kinds of a decision, one a type. */
  enum Kind {
    /** See {@link Closed}. */
    CLOSED,
    /** See {@link AlreadyClosed}. */
    ALREADY_CLOSED,
    /** See {@link Paid}. */
    PAID,
    /** See {@link Refunded}. */
    REFUNDED,
    /** See {@link NotFound}. */
    NOT_FOUND,
    /** See {@link Unsettled}. */
    UNSETTLED
  }

  /** Returns the merchant order number. */
  String outTradeNo();

  /** Returns the kind, for a {@code switch} on Java 17. */
  Kind kind();

  /**
   * The order is closed: a query after a close of this call, or after one that saw it open, says
   * so. Release the stock; the order can no longer be paid.
   *
   * @param outTradeNo the merchant order number
   * @param transaction what the query after the close answered, signed: {@code CLOSED}, or {@code
   *     REVOKED}
   */
  record Closed(String outTradeNo, Transaction transaction) implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.CLOSED;
    }
  }

  /**
   * The order was closed before this call could close it: release the stock, if that was not done.
   *
   * @param outTradeNo the merchant order number
   * @param transaction what the query answered, signed: {@code CLOSED}, or {@code REVOKED}
   */
  record AlreadyClosed(String outTradeNo, Transaction transaction) implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.ALREADY_CLOSED;
    }
  }

  /**
   * The order is paid and cannot be closed: deliver, or refund.
   *
   * @param outTradeNo the merchant order number
   * @param transaction what the query answered, signed
   */
  record Paid(String outTradeNo, Transaction transaction) implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.PAID;
    }
  }

  /**
   * The order was paid, and a refund of it was begun, of the whole or a part: see the refund.
   *
   * @param outTradeNo the merchant order number
   * @param transaction what the query answered, signed
   */
  record Refunded(String outTradeNo, Transaction transaction) implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.REFUNDED;
    }
  }

  /**
   * WeChat Pay knows no such order: two queries said so, one before and one after a close that did
   * not contradict them. <b>An answer that says so is not signed</b>, so this is weaker than the
   * other decisions. Check the number and the merchant number; an order whose placing is still
   * under way can yet appear.
   *
   * @param outTradeNo the merchant order number
   * @param answer the answer to the second query, as the exception that it became
   */
  record NotFound(String outTradeNo, OrderNotExistException answer) implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.NOT_FOUND;
    }
  }

  /**
   * Nothing is certain: the user is paying, or what is known was not enough when attempts, time or
   * patience came to an end. Keep the stock, and ask again.
   *
   * @param outTradeNo the merchant order number
   * @param seen the newest signed answer to a query in this call; null where none came
   * @param failure what went wrong last; null where nothing did
   * @param closeSent whether a close was sent that took effect, or may have: the order may be
   *     closed
   * @param askAgainAfter how long to wait before closing it again, 0 or more
   */
  record Unsettled(
      String outTradeNo,
      @Nullable Transaction seen,
      @Nullable RuntimeException failure,
      boolean closeSent,
      Duration askAgainAfter)
      implements CloseDecision {
    @Override
    public Kind kind() {
      return Kind.UNSETTLED;
    }
  }
}
