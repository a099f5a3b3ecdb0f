package io.github.wechatpayfeign.simulator.internal.notices;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks that a URL leads to this machine, without asking the DNS. */
public final class LoopbackUrl {
  private static final Pattern IPV4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");
  private static final Set<String> NAMES = Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

  private LoopbackUrl() {}

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException if it is not an {@code http} URL of this machine
   */
  public static URI of(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw refused(url);
    }
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (!"http".equalsIgnoreCase(uri.getScheme())
        || uri.getUserInfo() != null
        || !(NAMES.contains(host) || IPV4.matcher(host).matches())) {
      throw refused(url);
    }
    return uri;
  }

  private static IllegalArgumentException refused(String url) {
    return new IllegalArgumentException(
        "The simulator sends notices only to this machine by HTTP: set a notify_url such as"
            + " http://127.0.0.1:8080/paid instead of \"%s\"".formatted(url));
  }
}
