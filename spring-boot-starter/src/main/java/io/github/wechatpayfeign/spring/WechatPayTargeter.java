package io.github.wechatpayfeign.spring;

import feign.Contract;
import feign.Feign;
import feign.RequestLine;
import feign.Target;
import io.github.wechatpayfeign.api.WechatPay;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.springframework.cloud.openfeign.FeignBuilderCustomizer;
import org.springframework.cloud.openfeign.FeignClientFactory;
import org.springframework.cloud.openfeign.FeignClientFactoryBean;
import org.springframework.cloud.openfeign.FeignClientProperties;
import org.springframework.cloud.openfeign.Targeter;
import org.springframework.cloud.openfeign.support.SpringMvcContract;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.format.support.DefaultFormattingConversionService;

/**
 * Makes the proxy of a client from a builder of its own, and leaves alone the one that Spring Cloud
 * prepared: that one holds what other clients were meant to have.
 */
final class WechatPayTargeter implements Targeter {

  private final WechatPay wechatPay;

  WechatPayTargeter(WechatPay wechatPay) {
    this.wechatPay = wechatPay;
  }

  @Override
  public <T> T target(
      FeignClientFactoryBean factory,
      Feign.Builder prepared,
      FeignClientFactory context,
      Target.HardCodedTarget<T> target) {
    Feign.Builder builder = wechatPay.feignBuilder();
    if (!hasAnnotationsOfFeign(target.type())) {
      builder.contract(springMvc());
    }
    context
        .getInstancesWithoutAncestors(factory.getContextId(), FeignBuilderCustomizer.class)
        .values()
        .stream()
        .sorted(AnnotationAwareOrderComparator.INSTANCE)
        .forEach(customizer -> customizer.customize(builder));
    return builder.target(target.type(), wechatPay.baseUrl() + path(target.url()));
  }

  private static boolean hasAnnotationsOfFeign(Class<?> api) {
    return Arrays.stream(api.getMethods())
        .anyMatch(method -> method.isAnnotationPresent(RequestLine.class));
  }

  /** A slash in a path variable stays a part of it; by default it would name another endpoint. */
  private static Contract springMvc() {
    FeignClientProperties properties = new FeignClientProperties();
    properties.setDecodeSlash(false);
    return new SpringMvcContract(List.of(), new DefaultFormattingConversionService(), properties);
  }

  private static String path(String url) {
    return URI.create(url).getRawPath().replaceAll("/+$", "");
  }
}
