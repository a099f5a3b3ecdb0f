package io.github.wechatpayfeign.springtests.notification;

import io.github.wechatpayfeign.api.notification.CombineTransactionNotice;
import io.github.wechatpayfeign.api.notification.Notice;
import io.github.wechatpayfeign.api.notification.RefundNotice;
import io.github.wechatpayfeign.api.notification.TransactionNotice;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.ContentCachingRequestWrapper;

/**
 * An application that is notified, with what many applications have: an advice that answers 200 for
 * every exception, and a filter that reads the bodies of requests.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({
  NotificationApplication.Notices.class,
  NotificationApplication.CatchAll.class,
  NotificationApplication.ForServlets.class
})
class NotificationApplication {

  /** The notices that the controller was called with. */
  @Bean
  Queue<Notice> received() {
    return new ConcurrentLinkedQueue<>();
  }

  @RestController
  static class Notices {

    private final Queue<Notice> received;

    Notices(Queue<Notice> received) {
      this.received = received;
    }

    @PostMapping("/paid")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void paid(TransactionNotice notice) {
      received.add(notice);
    }

    @PostMapping("/combined")
    void combined(CombineTransactionNotice notice) {
      received.add(notice);
    }

    @PostMapping("/refunded")
    void refunded(RefundNotice notice) {
      received.add(notice);
    }

    @PostMapping("/any")
    void any(Notice notice) {
      received.add(notice);
    }

    @PostMapping("/shop")
    void ofTheShop(@Qualifier("shop") TransactionNotice notice) {
      received.add(notice);
    }

    @PostMapping("/merchants/{mchid}/paid")
    void ofOneOfMany(TransactionNotice notice) {
      received.add(notice);
    }
  }

  @RestControllerAdvice
  static class CatchAll {

    @ExceptionHandler
    String anything(Exception e) {
      return "ok";
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class ForServlets {

    /** Reads the body of requests to one path, and keeps a copy. */
    @Bean
    Filter readingFilter() {
      return (request, response, chain) -> {
        if (!((HttpServletRequest) request).getRequestURI().equals("/any")) {
          chain.doFilter(request, response);
          return;
        }
        ContentCachingRequestWrapper copying =
            new ContentCachingRequestWrapper((HttpServletRequest) request, 100_000);
        byte[] unused = copying.getInputStream().readAllBytes();
        chain.doFilter(copying, response);
      };
    }
  }
}
