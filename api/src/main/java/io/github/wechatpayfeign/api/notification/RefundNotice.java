package io.github.wechatpayfeign.api.notification;

import io.github.wechatpayfeign.api.refund.Refund;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The notification that a refund ended: it succeeded, needs help, or was closed.
 *
 * @param id the id of the notification
 * @param eventType {@code REFUND.SUCCESS}, {@code REFUND.ABNORMAL} or {@code REFUND.CLOSED}
 * @param createTime when the notification was made
 * @param refund the refund; its {@code out_refund_no} is not null. A notification has fewer members
 *     than the answer to a query, and no currency
 */
public record RefundNotice(
    @Nullable String id, String eventType, @Nullable OffsetDateTime createTime, Refund refund)
    implements Notice {

  /** Creates a notice. */
  public RefundNotice {
    Objects.requireNonNull(eventType, "eventType");
    Objects.requireNonNull(refund.outRefundNo(), "out_refund_no");
  }

  /** Returns the merchant's number of the refund. */
  public String outRefundNo() {
    return Objects.requireNonNull(refund.outRefundNo(), "out_refund_no");
  }
}
