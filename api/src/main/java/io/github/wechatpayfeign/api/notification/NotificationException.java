package io.github.wechatpayfeign.api.notification;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.signing.VerificationFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A notification that must not be acted upon. {@link #answer()} is what to answer. The message has
 * no secret and no data of a buyer.
 */
public final class NotificationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a notification must not be acted upon. */
  public enum Reason {
    /**
     * Nothing proves that it comes from WeChat Pay; {@link #verification()} says which check
     * failed. The answer is 401. WeChat Pay sends such notifications itself now and then, to test
     * that they are refused.
     */
    NOT_VERIFIED(401, "The signature cannot be verified"),
    /** It does not have the documented form, or is longer than 1 MiB. The answer is 400. */
    UNREADABLE(400, "The notification cannot be read"),
    /**
     * WeChat Pay signed it, but it cannot be decrypted: the APIv3 key is missing or is another one.
     * The answer is 500, so that WeChat Pay sends it again when that is mended.
     */
    NOT_DECRYPTED(500, "The notification cannot be decrypted"),
    /**
     * It is for another merchant. The answer is 500, so that WeChat Pay sends it again when the URL
     * is mended.
     */
    OTHER_MERCHANT(500, "The notification is for another merchant"),
    /**
     * It has another type than the application expects at this URL. The answer is 500, so that it
     * is sent again when the URL is mended.
     */
    OTHER_TYPE(500, "The notification has another type"),
    /**
     * WeChat Pay signed it, but this version of the library does not know the event. The answer is
     * 204, because it would be the same the next time.
     */
    UNKNOWN_EVENT(204, "");

    private final int status;
    private final String message;

    Reason(int status, String message) {
      this.status = status;
      this.message = message;
    }
  }

  private final Reason reason;
  private final ResponseNotVerifiedException.@Nullable Reason verification;

  NotificationException(Reason reason, String message) {
    this(reason, message, null, null);
  }

  NotificationException(VerificationFailure failure) {
    this(
        Reason.NOT_VERIFIED,
        "The notification is not verified, " + failure.reason() + ": " + failure.finding(),
        failure,
        failure.reason());
  }

  NotificationException(
      Reason reason,
      String message,
      @Nullable Throwable cause,
      ResponseNotVerifiedException.@Nullable Reason verification) {
    super(message, cause);
    this.reason = reason;
    this.verification = verification;
  }

  /** Returns why it must not be acted upon. */
  public Reason reason() {
    return reason;
  }

  /** Returns which check failed if it is {@link Reason#NOT_VERIFIED}; otherwise empty. */
  public Optional<ResponseNotVerifiedException.Reason> verification() {
    return Optional.ofNullable(verification);
  }

  /** Returns the answer to give to WeChat Pay. It does not say which check failed. */
  public NotificationAnswer answer() {
    return reason == Reason.UNKNOWN_EVENT
        ? NotificationAnswer.ACCEPTED
        : NotificationAnswer.failed(reason.status, reason.message);
  }
}
