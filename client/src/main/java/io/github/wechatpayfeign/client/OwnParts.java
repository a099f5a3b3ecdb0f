package io.github.wechatpayfeign.client;

import okhttp3.OkHttpClient;

/** The parts of the HTTP client that are not the user's, and have to be let go. */
final class OwnParts {

  private final OkHttpClient http;
  private final boolean ownsDispatcher;
  private final boolean ownsPool;

  /**
   * Creates the parts of a client that is used.
   *
   * @param http the client that is used
   * @param base the one that it was derived from
   * @param ownsBase whether that one is not the user's
   */
  OwnParts(OkHttpClient http, OkHttpClient base, boolean ownsBase) {
    this.http = http;
    this.ownsDispatcher = ownsBase && http.dispatcher() == base.dispatcher();
    this.ownsPool = ownsBase && http.connectionPool() == base.connectionPool();
  }

  /** Lets threads end, and drops idle connections. */
  void close() {
    if (ownsDispatcher) {
      http.dispatcher().executorService().shutdown();
    }
    if (ownsPool) {
      http.connectionPool().evictAll();
    }
  }
}
