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
 * Makes the proxy of a Feign client from a new builder, and ignores the builder that Spring Cloud
 * prepared: that one contains interceptors, decoders and settings that are meant for other clients.
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

  /**
   * Returns the contract for Spring MVC's annotations. It encodes a slash in a path variable: as a
   * plain slash, which is the default, it would lead to another endpoint.
   */
  private static Contract springMvc() {
    FeignClientProperties properties = new FeignClientProperties();
    properties.setDecodeSlash(false);
    return new SpringMvcContract(List.of(), new DefaultFormattingConversionService(), properties);
  }

  /** Returns the path of a URL without slashes at its end. */
  private static String path(String url) {
    return URI.create(url).getRawPath().replaceAll("/+$", "");
  }
}
