package io.github.wechatpayfeign.api.notification;

import io.github.wechatpayfeign.api.notification.NotificationException.Reason;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A verified and decrypted notification. WeChat Pay sends the same one several times, and not
 * always in order, so act once an order or refund, and not once a notification.
 */
public sealed interface Notice permits TransactionNotice, CombineTransactionNotice, RefundNotice {

  /** Returns the id of the notification, or null if it has none. */
  @Nullable String id();

  /** Returns the event, such as {@code TRANSACTION.SUCCESS}. */
  String eventType();

  /** Returns when the notification was made, or null; a repeated one keeps this time. */
  @Nullable OffsetDateTime createTime();

  /** Returns this notice as the type that the application expects at this URL. */
  default <T extends Notice> T as(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new NotificationException(
        Reason.OTHER_TYPE,
        "The notification is a "
            + getClass().getSimpleName()
            + " ("
            + eventType()
            + "), but a "
            + type.getSimpleName()
            + " was expected: give each type a notify_url of its own");
  }

  /** Returns the answer that says that the notification was received. */
  default NotificationAnswer accepted() {
    return NotificationAnswer.ACCEPTED;
  }

  /**
   * Returns the answer that asks WeChat Pay to send the notification again, for example because the
   * database failed.
   */
  default NotificationAnswer sendAgain() {
    return NotificationAnswer.failed(500, "The notification was not processed");
  }
}
