package io.github.wechatpayfeign.client;

import feign.MethodMetadata;
import feign.Request;
import feign.RequestTemplate;
import io.github.wechatpayfeign.client.observe.CallStart;
import org.jspecify.annotations.Nullable;

/** The method of a Feign interface that a request was made by. */
final class FeignMethod {

  private static final String WITH_RESPONSE = "WithResponse";

  private FeignMethod() {}

  /** Returns the method, or null for a request that Feign did not make. */
  static @Nullable MethodMetadata of(Request request) {
    RequestTemplate template = request.requestTemplate();
    return template == null ? null : template.methodMetadata();
  }

  /** Returns what observers of a call are told of its request. */
  static CallStart start(Request request, String mchid) {
    MethodMetadata metadata = of(request);
    return metadata == null
        ? new CallStart("unknown", request.httpMethod().name(), "", mchid)
        : new CallStart(
            metadata.targetType().getSimpleName() + '#' + operation(metadata.method().getName()),
            request.httpMethod().name(),
            metadata.template().path(),
            mchid);
  }

  private static String operation(String method) {
    return method.endsWith(WITH_RESPONSE) && method.length() > WITH_RESPONSE.length()
        ? method.substring(0, method.length() - WITH_RESPONSE.length())
        : method;
  }
}
