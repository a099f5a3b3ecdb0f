package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.cli.console.Words;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * The proxy for one URL, or none, with the name of the setting that chose it. The doctor shows that
 * name: a proxy is often set by a variable that nobody remembers.
 */
public final class ProxyRoute {

  /** Scheme, user and password, host, port. The last at sign ends the password. */
  private static final Pattern URL =
      Pattern.compile(
          "(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:(.*)@)?"
              + "(\\[[0-9A-Fa-f:.]+]|[^\\s:/@\\[\\]]+):(\\d{1,5})/?");

  private static final int MAX_PORT = 65_535;

  private final Proxy proxy;
  private final @Nullable String source;
  private final @Nullable String credentials;

  private ProxyRoute(Proxy proxy, @Nullable String source, @Nullable String credentials) {
    this.proxy = proxy;
    this.source = source;
    this.credentials = credentials;
  }

  static ProxyRoute direct(String source) {
    return new ProxyRoute(Proxy.NO_PROXY, source, null);
  }

  /** Returns the route that the JVM's own proxy selector chose. */
  static ProxyRoute ofJvm(Proxy proxy) {
    return new ProxyRoute(
        proxy,
        proxy.type() == Proxy.Type.DIRECT ? null : Words.of("the system properties of this JVM"),
        null);
  }

  /**
   * Parses the text of a setting.
   *
   * @throws IllegalArgumentException if it is not a proxy; the message shows neither user nor
   *     password
   */
  static ProxyRoute parse(String source, String text) {
    if (text.isBlank() || text.equalsIgnoreCase("none")) {
      return direct(source);
    }
    Matcher parts = URL.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          Words.of(
              "The value of {0} is not a proxy (it is not shown): expected http://HOST:PORT,"
                  + " http://USER:PASSWORD@HOST:PORT, socks5://HOST:PORT or none",
              source));
    }
    Proxy.Type type = type(source, parts.group(1));
    int port = Integer.parseInt(parts.group(4));
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          Words.of("The proxy of {0} has the port {1}: expected 1 to {2}", source, port, MAX_PORT));
    }
    String userInfo = parts.group(2);
    if (userInfo != null && type == Proxy.Type.SOCKS) {
      throw new IllegalArgumentException(
          Words.of(
              "The proxy of {0} is a SOCKS proxy, for which user and password are not supported:"
                  + " give socks5://HOST:PORT, or an http proxy",
              source));
    }
    // Unresolved, so that each connection looks the name up again: a proxy may move.
    InetSocketAddress address = InetSocketAddress.createUnresolved(parts.group(3), port);
    return new ProxyRoute(
        new Proxy(type, address), source, userInfo == null ? null : basic(userInfo));
  }

  private static Proxy.Type type(String source, @Nullable String scheme) {
    return switch (scheme == null ? "http" : scheme.toLowerCase(Locale.ROOT)) {
      case "http" -> Proxy.Type.HTTP;
      case "socks", "socks5", "socks5h" -> Proxy.Type.SOCKS;
      default ->
          throw new IllegalArgumentException(
              Words.of(
                  "The proxy of {0} has the scheme {1}, which is not supported: expected"
                      + " http://HOST:PORT, http://USER:PASSWORD@HOST:PORT, socks5://HOST:PORT or"
                      + " none",
                  source, String.valueOf(scheme)));
    };
  }

  private static String basic(String userInfo) {
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    String password = colon < 0 ? "" : userInfo.substring(colon + 1);
    return Credentials.basic(decoded(user), decoded(password), StandardCharsets.UTF_8);
  }

  /**
   * Decodes {@code %40} and the like. A percent sign that encodes nothing stands for itself,
   * because a password may contain one. A plus sign stays: only forms use it for a space.
   */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  Proxy proxy() {
    return proxy;
  }

  /** Returns the value of {@code Proxy-Authorization}, or null if no user is given. */
  @Nullable String credentials() {
    return credentials;
  }

  /** Returns whether the URL is reached without a proxy. */
  public boolean isDirect() {
    return proxy.type() == Proxy.Type.DIRECT;
  }

  /** Returns the name or the address of the proxy; call it only if the route is not direct. */
  public String host() {
    return address().getHostString();
  }

  /** Returns the port of the proxy; call it only if the route is not direct. */
  public int port() {
    return address().getPort();
  }

  private InetSocketAddress address() {
    return (InetSocketAddress) proxy.address();
  }

  /** Returns the proxy and the setting that chose it, without user and password. */
  public String inWords() {
    if (isDirect()) {
      return source == null ? Words.of("none") : Words.of("none, as {0} says", source);
    }
    String scheme = proxy.type() == Proxy.Type.SOCKS ? "socks5" : "http";
    return Words.of(
        "{0}, from {1}", scheme + "://" + host() + ":" + port(), String.valueOf(source));
  }
}
