package io.github.wechatpayfeign.api.notification;

import java.util.Optional;

/**
 * The answer to give to WeChat Pay, within 5 seconds. Only the status counts: WeChat Pay takes 200
 * and 204 as success and sends the notification no more. After any other status, or none, it sends
 * it again, up to 15 times within a day.
 */
public final class NotificationAnswer {

  /** The official pages show two forms of success; both are accepted. */
  static final NotificationAnswer ACCEPTED = new NotificationAnswer(204, "");

  private final int status;
  private final String body;

  private NotificationAnswer(int status, String body) {
    this.status = status;
    this.body = body;
  }

  /**
   * Returns an answer that makes WeChat Pay send the notification again.
   *
   * @param message what went wrong, without characters that JSON escapes
   */
  static NotificationAnswer failed(int status, String message) {
    return new NotificationAnswer(status, "{\"code\":\"FAIL\",\"message\":\"" + message + "\"}");
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the value of {@code Content-Type}, or empty if there is no body. */
  public Optional<String> contentType() {
    return body.isEmpty() ? Optional.empty() : Optional.of("application/json");
  }

  /** Returns the body, which is empty for a success. */
  public String body() {
    return body;
  }

  @Override
  public String toString() {
    return "NotificationAnswer[" + status + (body.isEmpty() ? "]" : " " + body + "]");
  }
}
