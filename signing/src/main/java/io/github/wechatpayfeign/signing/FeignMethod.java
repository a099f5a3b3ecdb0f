package io.github.wechatpayfeign.signing;

import feign.MethodMetadata;
import feign.Request;
import feign.RequestTemplate;
import org.jspecify.annotations.Nullable;

/** The method of a Feign interface that a request was made by. */
final class FeignMethod {

  private FeignMethod() {}

  /** Returns the method, or null for a request that Feign did not make. */
  static @Nullable MethodMetadata of(Request request) {
    RequestTemplate template = request.requestTemplate();
    return template == null ? null : template.methodMetadata();
  }
}
