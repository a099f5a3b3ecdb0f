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
 * Which proxy each URL is reached through. The first of these that says something counts: the
 * option, its own variable, {@code NO_PROXY}, {@code HTTPS_PROXY} or {@code HTTP_PROXY} by the
 * scheme of the URL, the system properties of the JVM. A loopback host is never reached through the
 * proxy of a variable.
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
   * Returns how a URL is reached.
   *
   * @throws IllegalArgumentException if the setting that counts names no proxy; the message shows
   *     neither user nor password
   */
  public ProxyRoute to(String url) {
    URI uri = HttpUrl.get(url).uri();
    ProxyRoute own = own(uri);
    return own == null ? ProxyRoute.ofJvm(ofJvm(uri).get(0)) : own;
  }

  /** Lets an HTTP client go by these settings. */
  public void configure(OkHttpClient.Builder http) {
    http.proxySelector(new Selector()).proxyAuthenticator(this::authenticate);
  }

  /** Returns what the option or a variable says, or null if none of them says anything. */
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

  /** Returns the name of a variable as it is set, in small letters or in capitals, or null. */
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

  /** Gives user and password: at once where a tunnel is wanted, and never a second time. */
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
      // The next address, domain or attempt is not chosen here.
    }
  }
}
