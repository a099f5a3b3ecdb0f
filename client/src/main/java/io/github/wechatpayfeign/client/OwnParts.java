package io.github.wechatpayfeign.client;

import okhttp3.OkHttpClient;

/** The parts of the HTTP client that this library made, so it must also release them. */
final class OwnParts {

  private final OkHttpClient http;
  private final boolean ownsDispatcher;
  private final boolean ownsPool;

  /**
   * Creates the parts of a client that is used.
   *
   * @param http the client that is used
   * @param base the client that it was derived from
   * @param ownsBase whether this library made that client, not the user
   */
  OwnParts(OkHttpClient http, OkHttpClient base, boolean ownsBase) {
    this.http = http;
    this.ownsDispatcher = ownsBase && http.dispatcher() == base.dispatcher();
    this.ownsPool = ownsBase && http.connectionPool() == base.connectionPool();
  }

  /** Lets threads end and closes idle connections. */
  void close() {
    if (ownsDispatcher) {
      http.dispatcher().executorService().shutdown();
    }
    if (ownsPool) {
      http.connectionPool().evictAll();
    }
  }
}
