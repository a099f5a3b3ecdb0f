package io.github.wechatpayfeign.spring.notification;

/** The application cannot receive a notification: nothing says for which merchant it is. */
final class NoReceiverException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Creates an exception.
   *
   * @param status what to answer; none that WeChat Pay takes as success
   */
  NoReceiverException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
