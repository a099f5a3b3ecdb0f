package io.github.wechatpayfeign.client;

import feign.Request;
import okhttp3.HttpUrl;

/** Checks the path of a request before it is sent. */
final class RequestPath {

  private RequestPath() {}

  /**
   * Checks that the HTTP client will send the path that Feign expanded, and that each path
   * parameter is one segment or a part of one. Otherwise a validly signed request could reach
   * another endpoint:
   *
   * <ul>
   *   <li>Feign makes an empty segment from a parameter that is null or empty;
   *   <li>the HTTP client removes dot segments;
   *   <li>a slash in a parameter begins a new segment, unless the method sets {@code decodeSlash =
   *       false}.
   * </ul>
   *
   * @return the URL of the request
   * @throws IllegalArgumentException if the path differs from what the method declares
   */
  static HttpUrl requireAsDeclared(Request request, FeignMethod method) {
    String path = pathOf(request.url());
    HttpUrl url = HttpUrl.parse(request.url());
    if (url == null) {
      throw refused(request, method, "is not part of an http or https URL");
    }
    if (path.endsWith("/") || path.contains("//")) {
      throw refused(
          request, method, "has an empty segment: a parameter must be neither null nor empty");
    }
    if (!path.isEmpty() && !path.equals(url.encodedPath())) {
      throw refused(
          request,
          method,
          "would be changed by the HTTP client: a parameter must not be a dot segment (\"..\")");
    }
    int declared = declaredSegments(request, method);
    if (declared >= 0 && declared != slashesOf(path)) {
      throw refused(
          request,
          method,
          "has more or fewer segments than the method declares: a parameter must not have a slash"
              + " unless the method sets decodeSlash = false");
    }
    return url;
  }

  /** Returns the number of segments of base URL and method, or -1 if it is not known. */
  private static int declaredSegments(Request request, FeignMethod method) {
    String declared = method.declaredBaseUrl();
    String base = declared == null ? null : withoutSlash(declared);
    return base == null || !request.url().startsWith(base)
        ? -1
        : slashesOf(pathOf(base)) + slashesOf(method.pathTemplate());
  }

  private static String withoutSlash(String baseUrl) {
    return baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
  }

  /** Returns the number of slashes, without those in the patterns of parameters. */
  private static int slashesOf(String path) {
    int slashes = 0;
    int braces = 0;
    for (int i = 0; i < path.length(); i++) {
      switch (path.charAt(i)) {
        case '{' -> braces++;
        case '}' -> braces--;
        case '/' -> slashes += braces == 0 ? 1 : 0;
        default -> {}
      }
    }
    return slashes;
  }

  private static String pathOf(String url) {
    int query = url.indexOf('?');
    int start = url.indexOf('/', url.indexOf("://") + 3);
    int end = query < 0 ? url.length() : query;
    return start < 0 || start > end ? "" : url.substring(start, end);
  }

  private static IllegalArgumentException refused(Request request, FeignMethod method, String why) {
    return new IllegalArgumentException(
        "The path of " + method.describe(request) + " " + why + "; nothing was sent");
  }
}
