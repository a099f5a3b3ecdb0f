package io.github.wechatpayfeign.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The rule of base URLs: https, or plain http to this machine itself. */
final class BaseUrl {

  /** The gateway's main domain. */
  static final String MAIN = "https://api.mch.weixin.qq.com";

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

  private BaseUrl() {}

  /** Returns the URL without a slash at its end. */
  static String check(String baseUrl) {
    URI uri = parse(baseUrl);
    if (uri == null || uri.getHost() == null) {
      throw refused(baseUrl, "is not an absolute URL with a host");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw refused(uri.getScheme() + "://" + uri.getHost(), "has a user, a query or a fragment");
    }
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (!https && !(http && LOOPBACK.matcher(uri.getHost()).matches())) {
      throw refused(baseUrl, "is neither https nor plain http to a loopback address");
    }
    if (HttpUrl.parse(baseUrl) == null) {
      throw refused(baseUrl, "cannot be called: see its host and port");
    }
    return baseUrl.replaceAll("/+$", "");
  }

  /** A backup with another path would need another signature. */
  static void requireSamePath(String baseUrl, String backupBaseUrl) {
    String path = URI.create(baseUrl).getRawPath();
    if (!path.equals(URI.create(backupBaseUrl).getRawPath())) {
      throw refused(backupBaseUrl, "must have the path of the base URL, \"" + path + "\"");
    }
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
        String.valueOf(baseUrl)
            .replaceFirst("(?s)//.*@", "//...@")
            .replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    return new IllegalArgumentException(
        "The base URL " + quoted + " " + why + "; the gateway's is " + MAIN);
  }
}
