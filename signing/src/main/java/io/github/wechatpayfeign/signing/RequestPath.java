package io.github.wechatpayfeign.signing;

import feign.MethodMetadata;
import feign.Request;

/** The path of a request that is about to be sent. */
final class RequestPath {

  private RequestPath() {}

  /**
   * Returns where no segment of the path is empty. Feign makes an empty one of a path parameter
   * that is null or empty, and the request would reach another endpoint.
   *
   * @throws IllegalArgumentException otherwise
   */
  static void requireNoEmptySegment(Request request) {
    String path = pathOf(request.url());
    if (path.endsWith("/") || path.contains("//")) {
      throw new IllegalArgumentException(
          "The path of "
              + methodOf(request)
              + " has an empty segment: "
              + path
              + "; a path parameter must be neither null nor empty");
    }
  }

  private static String pathOf(String url) {
    int query = url.indexOf('?');
    int start = url.indexOf('/', url.indexOf("://") + 3);
    int end = query < 0 ? url.length() : query;
    return start < 0 || start > end ? "" : url.substring(start, end);
  }

  private static String methodOf(Request request) {
    MethodMetadata method = FeignMethod.of(request);
    return method == null ? request.httpMethod().name() : method.configKey();
  }
}
