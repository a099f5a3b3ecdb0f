package io.github.wechatpayfeign.client;

import java.util.concurrent.ExecutorService;
import okhttp3.Authenticator;
import okhttp3.OkHttpClient;

/**
 * Derives the HTTP client that is used from the one that is given. It switches off settings that
 * could send a request twice or to another place, or answer it from a cache. {@link
 * WechatPayClientBuilder#okHttpClient} lists them for users.
 */
final class HttpRules {

  private HttpRules() {}

  /** Returns the client to use; the given threads look up host names. */
  static OkHttpClient enforce(OkHttpClient.Builder given, ExecutorService threads) {
    OkHttpClient known = given.build();
    return given
        .followRedirects(false)
        .followSslRedirects(false)
        .authenticator(Authenticator.NONE)
        .cache(null)
        .dns(new InterruptibleDns(known.dns(), threads))
        .proxySelector(new CheckedProxySelector(known.proxySelector()))
        .build();
  }
}
