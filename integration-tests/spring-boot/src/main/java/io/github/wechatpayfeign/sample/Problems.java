package io.github.wechatpayfeign.sample;

import io.github.wechatpayfeign.errors.OrderPaidException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells a caller in RFC 9457's words what became of a cancellation that did not succeed. */
@RestControllerAdvice
final class Problems {

  @ExceptionHandler
  ProblemDetail orderIsPaid(OrderPaidException e) {
    return problem(HttpStatus.CONFLICT, "The order is paid: refund it instead", e);
  }

  @ExceptionHandler
  ProblemDetail wechatPayFailed(WechatPayException e) {
    if (e.outcome() == Outcome.UNKNOWN) {
      return problem(HttpStatus.BAD_GATEWAY, "The order may or may not be cancelled", e);
    }
    return switch (e.next()) {
      case RETRY_LATER ->
          problem(HttpStatus.SERVICE_UNAVAILABLE, "The order is not cancelled: try again later", e);
      case QUERY_ORDER ->
          problem(HttpStatus.CONFLICT, "The order is not cancelled: see its state", e);
      case FIX_REQUEST, FIX_CREDENTIALS_OR_CLOCK ->
          problem(HttpStatus.INTERNAL_SERVER_ERROR, "The order is not cancelled: our mistake", e);
    };
  }

  @ExceptionHandler
  ProblemDetail orderNumberIsIllegal(IllegalArgumentException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
  }

  private static ProblemDetail problem(HttpStatus status, String detail, WechatPayException e) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("outcome", e.outcome());
    problem.setProperty("next", e.next());
    problem.setProperty("code", e.code());
    problem.setProperty("attempts", e.attempts());
    problem.setProperty("requestId", e.requestId());
    return problem;
  }
}
