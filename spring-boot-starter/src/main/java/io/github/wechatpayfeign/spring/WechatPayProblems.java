package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.InvalidOrderNumberException;
import io.github.wechatpayfeign.errors.OrderPaidException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers a failed call with problem details (RFC 9457) that say what became of the order. An
 * advice of the application comes first.
 *
 * <p>An unknown outcome never says "unchanged", because the order may have changed.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class WechatPayProblems {

  @ExceptionHandler
  ProblemDetail orderIsPaid(OrderPaidException e) {
    return problem(HttpStatus.CONFLICT, "The order is paid: refund it instead", e);
  }

  /** Answers by the outcome first: only if it is known, the next step says whose turn it is. */
  @ExceptionHandler
  ProblemDetail callFailed(WechatPayException e) {
    if (e.outcome() == Outcome.UNKNOWN) {
      return problem(HttpStatus.BAD_GATEWAY, "It is unknown what became of the order", e);
    }
    return switch (e.next()) {
      case RETRY_LATER ->
          problem(HttpStatus.SERVICE_UNAVAILABLE, "The order is unchanged: try again later", e);
      case QUERY_ORDER -> problem(HttpStatus.CONFLICT, "The order is unchanged: see its state", e);
      default ->
          problem(HttpStatus.INTERNAL_SERVER_ERROR, "The order is unchanged: our mistake", e);
    };
  }

  @ExceptionHandler
  ProblemDetail orderNumberIsInvalid(InvalidOrderNumberException e) {
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
