package io.github.wechatpayfeign.spring.notification;

import io.github.wechatpayfeign.api.notification.NotificationAnswer;
import io.github.wechatpayfeign.api.notification.NotificationException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import java.lang.System.Logger.Level;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers notifications that are refused. It comes before the advices of the application: many
 * answer any exception with the status 200, and then WeChat Pay would not send the notification
 * again.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NotificationAdvice {

  private static final System.Logger LOGGER = System.getLogger(NotificationAdvice.class.getName());

  @ExceptionHandler
  ResponseEntity<String> refused(NotificationException e) {
    LOGGER.log(level(e), "A notification was refused: {0}", e.getMessage());
    NotificationAnswer answer = e.answer();
    ResponseEntity.BodyBuilder builder = ResponseEntity.status(answer.status());
    return answer.body().isEmpty()
        ? builder.build()
        : builder.contentType(MediaType.APPLICATION_JSON).body(answer.body());
  }

  @ExceptionHandler
  ResponseEntity<Void> undelivered(NoReceiverException e) {
    LOGGER.log(Level.ERROR, "A notification cannot be received: {0}", e.getMessage());
    return ResponseEntity.status(e.status()).build();
  }

  /** Anyone can send a forgery, and WeChat Pay sends probes; the other reasons are to be mended. */
  private static Level level(NotificationException e) {
    boolean usual =
        e.verification()
            .filter(ResponseNotVerifiedException.Reason.SIGNTEST_PROBE::equals)
            .isPresent();
    return switch (e.reason()) {
      case UNKNOWN_EVENT -> Level.DEBUG;
      case NOT_VERIFIED, UNREADABLE -> usual ? Level.DEBUG : Level.WARNING;
      default -> Level.ERROR;
    };
  }
}
