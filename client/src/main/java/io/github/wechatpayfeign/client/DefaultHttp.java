package io.github.wechatpayfeign.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** The HTTP client for users who give none; the builder's Javadoc explains its numbers. */
final class DefaultHttp {

  private static final int IDLE_CONNECTIONS = 64;
  private static final int IDLE_SECONDS = 7;
  private static final int ASYNCHRONOUS_CALLS = 256;

  private DefaultHttp() {}

  static OkHttpClient.Builder newBuilder() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(ASYNCHRONOUS_CALLS);
    dispatcher.setMaxRequestsPerHost(ASYNCHRONOUS_CALLS);
    return new OkHttpClient.Builder()
        .connectTimeout(Duration.ofSeconds(3))
        .readTimeout(Duration.ofSeconds(10))
        .writeTimeout(Duration.ofSeconds(10))
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS));
  }
}
