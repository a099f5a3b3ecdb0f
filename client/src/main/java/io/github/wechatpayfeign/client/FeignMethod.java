package io.github.wechatpayfeign.client;

import feign.MethodMetadata;
import feign.Request;
import feign.RequestTemplate;
import feign.Target;
import io.github.wechatpayfeign.client.observe.CallStart;
import org.jspecify.annotations.Nullable;

/** The method of a Feign interface that made a request, as far as the request tells. */
final class FeignMethod {

  private static final String WITH_RESPONSE = "WithResponse";

  private final @Nullable MethodMetadata metadata;
  private final @Nullable Target<?> target;

  private FeignMethod(@Nullable RequestTemplate template) {
    this.metadata = template == null ? null : template.methodMetadata();
    this.target = template == null ? null : template.feignTarget();
  }

  /** Returns the method that made a request; a request that Feign did not make tells nothing. */
  static FeignMethod of(Request request) {
    return new FeignMethod(request.requestTemplate());
  }

  /** Returns whether the method may be called again with the same effect. */
  boolean isReentrant() {
    return metadata != null && metadata.method().isAnnotationPresent(Reentrant.class);
  }

  /** Returns whether this library downloads platform certificates by the method. */
  boolean isCertificateDownload() {
    return metadata != null && metadata.targetType() == CertificatesApi.class;
  }

  /** Returns which 2xx is the success of the method. */
  SuccessStatus success() {
    return new SuccessStatus(metadata == null ? null : metadata.returnType());
  }

  /** Returns the base URL of the method's target, or null if it is not known. */
  @Nullable String baseUrl(Request request) {
    if (target == null) {
      return null;
    }
    // Each call of an EmptyTarget names its own URL.
    return target instanceof Target.EmptyTarget ? originOf(request.url()) : target.url();
  }

  private static String originOf(String url) {
    int path = url.indexOf('/', url.indexOf("://") + 3);
    return path < 0 ? url : url.substring(0, path);
  }

  /**
   * Returns the base URL that the method's path follows in the URL of its request, or null if it is
   * not known: an argument of type URI replaces it.
   */
  @Nullable String declaredBaseUrl() {
    return metadata == null || metadata.urlIndex() != null || target == null ? null : target.url();
  }

  /** Returns the path that the method declares, or an empty text if it is not known. */
  String pathTemplate() {
    return metadata == null ? "" : metadata.template().path();
  }

  /** Returns how messages name the method. */
  String describe(Request request) {
    return metadata == null
        ? request.httpMethod().name()
        : metadata.configKey() + ", " + pathTemplate() + ",";
  }

  /** Returns what observers of a call are told of its request. */
  CallStart start(Request request, String mchid) {
    String name =
        metadata == null
            ? "unknown"
            : metadata.targetType().getSimpleName() + '#' + operation(metadata.method().getName());
    return CallStart.of(name, request.httpMethod().name(), pathTemplate(), mchid);
  }

  private static String operation(String method) {
    return method.endsWith(WITH_RESPONSE) && method.length() > WITH_RESPONSE.length()
        ? method.substring(0, method.length() - WITH_RESPONSE.length())
        : method;
  }
}
