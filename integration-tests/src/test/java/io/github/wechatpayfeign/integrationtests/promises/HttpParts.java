package io.github.wechatpayfeign.integrationtests.promises;

import static io.github.wechatpayfeign.integrationtests.promises.How.ANY;
import static io.github.wechatpayfeign.integrationtests.promises.How.ANY_BUT_NULL;
import static io.github.wechatpayfeign.integrationtests.promises.Part.change;
import static io.github.wechatpayfeign.integrationtests.promises.Part.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import okhttp3.Authenticator;
import okhttp3.Cache;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.Credentials;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.HttpUrl;

/** The parts of OkHttp that resolve, authenticate, remember, and tell. */
final class HttpParts {

  private static final List<InetAddress> HERE = List.of(InetAddress.getLoopbackAddress());
  private static final Proxy DEAD =
      new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));

  static final List<Part> ALL = all();

  private HttpParts() {}

  private static List<Part> all() {
    List<Part> all =
        new ArrayList<>(
            List.of(
                part("Dns", ANY, dns(HERE)),
                change("Dns that finds nothing", dns(List.of())),
                change("Dns that finds null", dns(nothing())),
                part("ProxySelector", ANY, proxies(List.of(Proxy.NO_PROXY))),
                change("ProxySelector that knows no proxy", proxies(List.of())),
                change("ProxySelector that knows null", proxies(nothing())),
                change("ProxySelector that knows a dead proxy", proxies(List.of(DEAD))),
                part("Authenticator", ANY, HttpParts::authenticator),
                change("Authenticator with a password", HttpParts::password),
                part("CookieJar, asked for cookies", ANY, HttpParts::cookies),
                part("CookieJar, given cookies", ANY_BUT_NULL, HttpParts::savedCookies),
                change("Cache", HttpParts::cache),
                part("EventListener.Factory", ANY, HttpParts::events)));
    for (EveryEvent.Name event : EveryEvent.Name.values()) {
      all.add(part("EventListener, " + event, ANY_BUT_NULL, event(event)));
    }
    return List.copyOf(all);
  }

  @SuppressWarnings("NullAway") // On purpose.
  private static <T> List<T> nothing() {
    return Collections.singletonList(null);
  }

  private static Consumer<Rig> dns(List<InetAddress> others) {
    return rig -> {
      Dns dns =
          host ->
              rig.part.how() != How.CHANGES_SOMETHING
                  ? rig.part.insteadOf(() -> HERE)
                  : rig.part.changes() ? others : HERE;
      rig.http.dns(dns);
    };
  }

  private static Consumer<Rig> proxies(List<Proxy> others) {
    return rig ->
        rig.http.proxySelector(
            new ProxySelector() {
              @Override
              public List<Proxy> select(URI uri) {
                List<Proxy> direct = List.of(Proxy.NO_PROXY);
                return rig.part.how() != How.CHANGES_SOMETHING
                    ? rig.part.insteadOf(() -> direct)
                    : rig.part.changes() ? others : direct;
              }

              @Override
              public void connectFailed(URI uri, SocketAddress address, IOException e) {}
            });
  }

  private static void authenticator(Rig rig) {
    Authenticator none = (route, response) -> rig.part.insteadOf(() -> null);
    rig.http.authenticator(none);
  }

  private static void password(Rig rig) {
    Authenticator password =
        (route, response) ->
            rig.part.changes()
                ? response
                    .request()
                    .newBuilder()
                    .header("Authorization", Credentials.basic("user", "password"))
                    .build()
                : null;
    rig.http.authenticator(password);
  }

  private static void cookies(Rig rig) {
    rig.http.cookieJar(
        new CookieJar() {
          @Override
          public List<Cookie> loadForRequest(HttpUrl url) {
            return rig.part.insteadOf(List::of);
          }

          @Override
          public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {}
        });
  }

  private static void savedCookies(Rig rig) {
    rig.http.cookieJar(
        new CookieJar() {
          @Override
          public List<Cookie> loadForRequest(HttpUrl url) {
            return List.of();
          }

          @Override
          public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
            rig.part.before();
          }
        });
  }

  private static void cache(Rig rig) {
    try {
      Path folder = Files.createTempDirectory("promises");
      Cache cache = new Cache(folder.toFile(), 1024 * 1024);
      rig.http.cache(cache);
      rig.closeables.add(cache::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void events(Rig rig) {
    rig.http.eventListenerFactory(call -> rig.part.insteadOf(() -> EventListener.NONE));
  }

  private static Consumer<Rig> event(EveryEvent.Name event) {
    return rig -> rig.http.eventListener(new EveryEvent(event, rig.part));
  }
}
