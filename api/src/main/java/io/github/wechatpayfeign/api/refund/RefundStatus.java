package io.github.wechatpayfeign.api.refund;

import org.jspecify.annotations.Nullable;

/** The state of a refund: {@code status}. */
public enum RefundStatus {
  /** The money went back. */
  SUCCESS,
  /** Accepted, and not yet done: it takes minutes to days. */
  PROCESSING,
  /** The money could not go back, for example because the user's card is void: act by hand. */
  ABNORMAL,
  /** Given up: the money stays with the merchant, and the number is used up. */
  CLOSED,
  /** A status that this version does not know, or none: see {@link Refund#statusText}. */
  UNKNOWN;

  static RefundStatus of(@Nullable String text) {
    for (RefundStatus status : values()) {
      if (status.name().equals(text)) {
        return status;
      }
    }
    return UNKNOWN;
  }
}
