package io.github.wechatpayfeign.spring;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Arrays;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/** Sets the proxy and the TLS of connections to WeChat Pay, for all merchants alike. */
final class ConnectionSettings {

  private static final PropertyCheck PROXY = new PropertyCheck("wechatpay.proxy");
  private static final PropertyCheck TLS = new PropertyCheck("wechatpay.tls");
  private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

  private final ClientProperties properties;
  private final ObjectProvider<SslBundles> bundles;

  ConnectionSettings(ClientProperties properties, ObjectProvider<SslBundles> bundles) {
    this.properties = properties;
    this.bundles = bundles;
  }

  void configure(OkHttpClient.Builder http) {
    configureProxy(http, properties.proxy());
    String bundle = properties.tls().sslBundle();
    if (StringUtils.hasText(bundle)) {
      Placeholders.requireNone("wechatpay.tls.ssl-bundle", bundle);
      configureTls(http, bundle(bundle));
    }
  }

  private static void configureProxy(OkHttpClient.Builder http, ClientProperties.Proxy proxy) {
    String host = proxy.host();
    if (!StringUtils.hasText(host)) {
      if (proxy.port() != null || StringUtils.hasText(proxy.username())) {
        throw PROXY.wrong(
            "host", Phrase.of("It is missing"), Phrase.of("the name or the address of the proxy"));
      }
      return;
    }
    Placeholders.requireNone("wechatpay.proxy.host", host);
    Integer port = proxy.port();
    if (port == null || port < 1 || port > 65_535) {
      throw PROXY.wrong(
          "port",
          port == null ? Phrase.of("It is missing") : Phrase.of("There is no port {0}", port),
          Phrase.of("1 to 65535"));
    }
    // Unresolved, so that each connection looks up the address of the proxy again.
    http.proxy(
        new Proxy(
            proxy.type() == ClientProperties.Proxy.Type.SOCKS ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
            InetSocketAddress.createUnresolved(host, port)));
    authenticate(http, proxy);
  }

  /**
   * OkHttp asks for the credentials before it opens a tunnel; if it asks again, they were refused.
   */
  private static void authenticate(OkHttpClient.Builder http, ClientProperties.Proxy proxy) {
    String username = proxy.username();
    if (!StringUtils.hasText(username)) {
      return;
    }
    if (proxy.type() == ClientProperties.Proxy.Type.SOCKS) {
      throw new WrongPropertyException(
          "wechatpay.proxy.username",
          Phrase.of("A user name is not supported for a SOCKS proxy"),
          Phrase.of("Remove wechatpay.proxy.username, or set wechatpay.proxy.type to http"));
    }
    String credentials =
        Credentials.basic(username, proxy.password() == null ? "" : proxy.password());
    http.proxyAuthenticator(
        (route, response) ->
            isRefused(response)
                ? null
                : response.request().newBuilder().header(PROXY_AUTHORIZATION, credentials).build());
  }

  /** Returns whether the proxy has already seen the credentials; sending them again is no use. */
  private static boolean isRefused(Response response) {
    return response.request().header(PROXY_AUTHORIZATION) != null;
  }

  private static void configureTls(OkHttpClient.Builder http, SslBundle bundle) {
    http.sslSocketFactory(bundle.createSslContext().getSocketFactory(), trust(bundle));
  }

  private static X509TrustManager trust(SslBundle bundle) {
    TrustManager @Nullable [] managers = bundle.getManagers().getTrustManagers();
    return Arrays.stream(managers)
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(
            () ->
                TLS.wrong(
                    "ssl-bundle",
                    Phrase.of("The bundle has no trust manager"),
                    Phrase.of("another bundle")));
  }

  private SslBundle bundle(String name) {
    try {
      return bundles.getObject().getBundle(name);
    } catch (NoSuchSslBundleException e) {
      throw TLS.wrong(
          "ssl-bundle",
          Phrase.of("There is no SSL bundle \"{0}\"", name),
          Phrase.of("the name of a bundle under spring.ssl.bundle"));
    }
  }
}
