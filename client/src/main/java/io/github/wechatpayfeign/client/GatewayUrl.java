package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.errors.internal.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The two domains of WeChat Pay, and the rule for base URLs: https, or plain http to this machine.
 */
public final class GatewayUrl {

  /** The gateway's main domain. */
  public static final String MAIN = "https://api.mch.weixin.qq.com";

  /** The domain that WeChat Pay offers as a backup of the main one. */
  public static final String BACKUP = "https://api2.mch.weixin.qq.com";

  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1");

  private GatewayUrl() {}

  /**
   * Returns the URL in its normal form: scheme and host in lower case, without default port, dot
   * segments and slashes at the end.
   *
   * @throws IllegalArgumentException if no request can be sent there, or if it is not allowed
   */
  public static String normalize(@Nullable String baseUrl) {
    URI uri = parse(baseUrl);
    if (uri == null || uri.getRawAuthority() == null) {
      throw refused(baseUrl, "is not an absolute URL with a host");
    }
    if (uri.getRawAuthority().contains("@")
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw refused(baseUrl, "has a user, a query or a fragment");
    }
    if (uri.getHost() == null || uri.getHost().endsWith(".")) {
      throw refused(
          baseUrl,
          "has a host that is neither an IP address nor a name of letters, digits, dots and hyphens"
              + " without a dot at its end; write an international name with \"xn--\"");
    }
    HttpUrl url = HttpUrl.parse(uri.toString());
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (url == null && (https || http)) {
      throw refused(baseUrl, "cannot be used: check its host and port");
    }
    if (url == null || (http && !isLoopback(url))) {
      throw refused(baseUrl, "is neither https nor plain http to a loopback address");
    }
    return normalized(url, baseUrl);
  }

  private static String normalized(HttpUrl url, @Nullable String baseUrl) {
    String normalized = url.toString();
    while (normalized.endsWith("/")) {
      normalized = normalized.substring(0, normalized.length() - 1);
    }
    String path = URI.create(normalized).getRawPath();
    if (path.contains("//")) {
      throw refused(baseUrl, "has an empty segment in its path: remove it");
    }
    if (path.toLowerCase(Locale.ROOT).endsWith("/v3")) {
      throw refused(
          baseUrl, "ends with /v3: remove that, because the path of each method begins with it");
    }
    return normalized;
  }

  /**
   * Checks that a backup has the same path as its main domain. With another path, the request would
   * need another signature.
   *
   * @throws IllegalArgumentException if the paths differ
   */
  public static void requireSamePath(String baseUrl, String backupBaseUrl) {
    String path = URI.create(baseUrl).getRawPath();
    if (!path.equals(URI.create(backupBaseUrl).getRawPath())) {
      throw refused(
          backupBaseUrl, "must have the same path as the main base URL," + " \"" + path + "\"");
    }
  }

  /** Returns whether a URL leads to this machine. */
  static boolean isLoopback(HttpUrl url) {
    return LOOPBACK.matcher(url.host()).matches();
  }

  private static @Nullable URI parse(@Nullable String baseUrl) {
    try {
      return baseUrl == null ? null : new URI(baseUrl);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static IllegalArgumentException refused(@Nullable String baseUrl, String why) {
    String quoted =
        SafeText.masked(String.valueOf(baseUrl).replaceFirst("(?s)^([A-Za-z]+://)?.*@", "$1...@"));
    return new IllegalArgumentException(
        "The base URL " + quoted + " " + why + "; the gateway's is " + MAIN);
  }
}
