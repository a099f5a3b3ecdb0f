package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.TimeLimit;
import io.github.wechatpayfeign.cli.settings.ProxySettings;
import java.io.IOException;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends an unsigned request to a domain, the same way as a client does. */
record Probe(GatewayAddress domain, ProxySettings proxies) {

  /** Returns what is read from the answer, whatever its status. */
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
