package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.cli.console.NetworkFailure;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the proxy for each URL. The first of these that is set decides: the option; its own
 * variable; {@code NO_PROXY}; {@code HTTPS_PROXY} or {@code HTTP_PROXY}, by the scheme of the URL;
 * the system properties of the JVM. The variables do not apply to a loopback host, so that the
 * simulator works on a machine with a proxy.
 */
public final class ProxySettings {

  static final String OPTION = "--proxy";

  private static final String OWN_VARIABLE = VariableDefaults.variableOf(OPTION);
  private static final String AUTHORIZATION = "Proxy-Authorization";
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:.+\\.)?localhost|127(?:\\.\\d{1,3}){3}|::1");
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private final @Nullable String option;
  private final Map<String, String> environment;

  ProxySettings(@Nullable String option, Map<String, String> environment) {
    this.option = option;
    this.environment = environment;
  }

  /**
   * Returns the route to a URL.
   *
   * @throws IllegalArgumentException if the deciding setting is not a proxy; the message shows
   *     neither user nor password
   */
  public ProxyRoute to(String url) {
    URI uri = HttpUrl.get(url).uri();
    ProxyRoute own = own(uri);
    return own == null ? ProxyRoute.ofJvm(ofJvm(uri).get(0)) : own;
  }

  /** Makes an HTTP client use these settings. */
  public void configure(OkHttpClient.Builder http) {
    http.proxySelector(new Selector()).proxyAuthenticator(this::authenticate);
  }

  /** Returns the route by the option or a variable, or null if none of them decides. */
  private @Nullable ProxyRoute own(URI url) {
    if (option != null) {
      return ProxyRoute.parse(OPTION, option);
    }
    String host = Objects.requireNonNullElse(url.getHost(), "").replaceAll("[\\[\\]]", "");
    if (LOOPBACK.matcher(host).matches()) {
      return null;
    }
    if (!value(OWN_VARIABLE).isEmpty()) {
      return ProxyRoute.parse(OWN_VARIABLE, value(OWN_VARIABLE));
    }
    String exceptions = variable("no_proxy");
    if (exceptions != null && new NoProxy(value(exceptions)).covers(host, port(url))) {
      return ProxyRoute.direct(exceptions);
    }
    String usual = variable(url.getScheme() + "_proxy");
    return usual == null ? null : ProxyRoute.parse(usual, value(usual));
  }

  private static int port(URI url) {
    return url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? HTTPS : HTTP;
  }

  /** Returns the name of a variable in the spelling that is set, or null if neither is set. */
  private @Nullable String variable(String name) {
    for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT))) {
      if (!value(spelling).isEmpty()) {
        return spelling;
      }
    }
    return null;
  }

  private String value(String variable) {
    return environment.getOrDefault(variable, "");
  }

  private static List<Proxy> ofJvm(URI url) {
    ProxySelector selector = ProxySelector.getDefault();
    return selector == null || url.getHost() == null
        ? List.of(Proxy.NO_PROXY)
        : selector.select(url);
  }

  /**
   * Adds user and password for a proxy. OkHttp asks for them before it opens a tunnel, and again
   * after a 407. The second time they were refused, and repeating them does not help.
   */
  private @Nullable Request authenticate(@Nullable Route route, Response answer)
      throws IOException {
    ProxyRoute own = route == null ? null : own(route.address().url().uri());
    if (own == null || own.credentials() == null) {
      return null;
    }
    if (answer.request().header(AUTHORIZATION) != null) {
      throw NetworkFailure.refusedPassword();
    }
    return answer.request().newBuilder().header(AUTHORIZATION, own.credentials()).build();
  }

  private final class Selector extends ProxySelector {

    @Override
    public List<Proxy> select(URI url) {
      ProxyRoute own = own(url);
      return own == null ? ofJvm(url) : List.of(own.proxy());
    }

    @Override
    public void connectFailed(URI url, SocketAddress address, IOException failure) {
      // The client chooses the next address, domain or attempt; there is nothing to do here.
    }
  }
}
