package io.github.wechatpayfeign.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** The HTTP client that is used where the user gives none. */
final class Http {

  private static final int IDLE_CONNECTIONS = 64;
  private static final int IDLE_SECONDS = 7;

  private Http() {}

  static OkHttpClient newClient() {
    return new OkHttpClient.Builder()
        .connectTimeout(Duration.ofSeconds(5))
        .readTimeout(Duration.ofSeconds(10))
        .writeTimeout(Duration.ofSeconds(10))
        .callTimeout(Duration.ofSeconds(30))
        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
        .build();
  }
}
