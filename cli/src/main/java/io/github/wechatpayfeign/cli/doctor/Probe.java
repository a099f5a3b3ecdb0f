package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.TimeLimit;
import io.github.wechatpayfeign.cli.settings.ProxySettings;
import java.io.IOException;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends an unsigned request to a domain, by the same way as the client: same HTTP library, same
 * proxy. Being unsigned, it works with wrong keys too.
 */
record Probe(GatewayAddress domain, ProxySettings proxies) {

  /** Returns what the function reads from the answer; any status will do. */
  <T extends @Nullable Object> T send(Function<Response, T> reading) throws IOException {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder().callTimeout(TimeLimit.LIMIT).followRedirects(false);
    proxies.configure(builder);
    OkHttpClient http = builder.build();
    try (Response answer =
        http.newCall(new Request.Builder().url(domain.url()).build()).execute()) {
      return reading.apply(answer);
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }
}
