package io.github.wechatpayfeign.spring.notification;

import io.github.wechatpayfeign.api.notification.Notice;
import io.github.wechatpayfeign.spring.WechatPayAutoConfiguration;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets a controller declare a parameter whose type is a {@link Notice}: the method is called with
 * verified notices only. All other notifications are answered without it.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass(RestControllerAdvice.class)
@ConditionalOnProperty(
    prefix = "wechatpay",
    name = "enabled",
    havingValue = "true",
    matchIfMissing = true)
final class WechatPayNotificationAutoConfiguration {

  private static final String NAMES = "io.github.wechatpayfeign.notification";

  @Bean(NAMES + "Receivers")
  NoticeReceivers noticeReceivers(ListableBeanFactory beans) {
    return new NoticeReceivers(beans);
  }

  @Bean(NAMES + "Advice")
  NotificationAdvice notificationAdvice() {
    return new NotificationAdvice();
  }

  /** For Spring MVC. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebMvcConfigurer.class)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static final class Servlet {

    @Bean(NAMES + "ServletResolver")
    WebMvcConfigurer servletNotices(NoticeReceivers receivers) {
      return new WebMvcConfigurer() {
        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
          resolvers.add(new ServletNoticeResolver(receivers));
        }
      };
    }
  }

  /** For Spring WebFlux. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebFluxConfigurer.class)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  static final class Reactive {

    @Bean(NAMES + "ReactiveResolver")
    WebFluxConfigurer reactiveNotices(NoticeReceivers receivers) {
      return new WebFluxConfigurer() {
        @Override
        public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
          configurer.addCustomResolver(new ReactiveNoticeResolver(receivers));
        }
      };
    }
  }
}
