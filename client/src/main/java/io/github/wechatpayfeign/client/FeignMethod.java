package io.github.wechatpayfeign.client;

import feign.MethodMetadata;
import feign.Request;
import feign.RequestTemplate;
import feign.Target;
import io.github.wechatpayfeign.client.observe.CallStart;
import org.jspecify.annotations.Nullable;

/** The method of a Feign interface that made a request; unknown if Feign did not make it. */
final class FeignMethod {

  private static final SuccessStatus OF_UNKNOWN = new SuccessStatus(null);

  private final @Nullable MethodMetadata metadata;
  private final @Nullable MethodFacts facts;
  private final @Nullable Target<?> target;

  private FeignMethod(@Nullable RequestTemplate template) {
    this.metadata = template == null ? null : template.methodMetadata();
    this.facts = metadata == null ? null : MethodFacts.of(metadata);
    this.target = template == null ? null : template.feignTarget();
  }

  /** Returns the method that made the request. */
  static FeignMethod of(Request request) {
    return new FeignMethod(request.requestTemplate());
  }

  /** Returns whether the method may be called again with the same effect. */
  boolean isReentrant() {
    return facts != null && facts.isReentrant();
  }

  /** Returns whether the call is this client's own download of platform certificates. */
  boolean isCertificateDownload() {
    return metadata != null && metadata.targetType() == CertificatesApi.class;
  }

  /** Returns the rule that says which 2xx statuses are a success of the method. */
  SuccessStatus success() {
    return facts == null ? OF_UNKNOWN : facts.success();
  }

  /** Returns the base URL of the method's target, or null if it is not known. */
  @Nullable String baseUrl(Request request) {
    if (target == null) {
      return null;
    }
    // An EmptyTarget has no URL: each call passes its own.
    return target instanceof Target.EmptyTarget ? originOf(request.url()) : target.url();
  }

  private static String originOf(String url) {
    int path = url.indexOf('/', url.indexOf("://") + 3);
    return path < 0 ? url : url.substring(0, path);
  }

  /**
   * Returns the base URL to which the method's path is appended. Returns null if it is not known,
   * or if the method has an argument of type {@link java.net.URI}, which replaces it.
   */
  @Nullable String declaredBaseUrl() {
    return metadata == null || metadata.urlIndex() != null || target == null ? null : target.url();
  }

  /** Returns the path that the method declares, or an empty text if it is not known. */
  String pathTemplate() {
    return facts == null ? "" : facts.pathTemplate();
  }

  /** Returns the name of the method for messages. */
  String describe(Request request) {
    return metadata == null
        ? request.httpMethod().name()
        : metadata.configKey() + ", " + pathTemplate() + ",";
  }

  /** Returns the facts of the request that observers get when the call begins. */
  CallStart start(Request request, String mchid) {
    String name = facts == null ? "unknown" : facts.name();
    return CallStart.of(name, request.httpMethod().name(), pathTemplate(), mchid);
  }
}
