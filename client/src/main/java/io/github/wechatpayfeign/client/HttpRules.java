package io.github.wechatpayfeign.client;

import java.util.concurrent.ExecutorService;
import okhttp3.Authenticator;
import okhttp3.OkHttpClient;

/**
 * Derives the HTTP client that is used from the one that is given, and takes from it what would
 * send a request twice or elsewhere, or answer it from memory. {@link
 * WechatPayClientBuilder#okHttpClient} lists it for users.
 */
final class HttpRules {

  private HttpRules() {}

  /** Returns the client, with lookups of host names on the given threads. */
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
