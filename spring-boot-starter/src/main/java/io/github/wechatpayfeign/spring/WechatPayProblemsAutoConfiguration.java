package io.github.wechatpayfeign.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers exceptions of WeChat Pay with problem details, if the application switches that on. It is
 * off by default, because the advice would change the answers of every controller.
 */
@AutoConfiguration
@ConditionalOnClass({ProblemDetail.class, RestControllerAdvice.class})
@ConditionalOnProperty(prefix = "wechatpay.problem-details", name = "enabled", havingValue = "true")
final class WechatPayProblemsAutoConfiguration {

  @Bean(BeanNames.PROBLEMS)
  @ConditionalOnMissingBean
  WechatPayProblems wechatPayProblems() {
    return new WechatPayProblems();
  }
}
