package io.github.wechatpayfeign.integrationtests.standalone;

import feign.Client;
import feign.hc5.ApacheHttp5Client;
import feign.http2client.Http2Client;
import feign.okhttp.OkHttpClient;
import java.net.http.HttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** The HTTP clients that Feign knows, each told to follow no redirects. */
enum FeignClient {
  APACHE,
  JDK,
  OKHTTP,
  URL_CONNECTION;

  /** The oldest Feign does not have the successor of {@code Client.Default}. */
  @SuppressWarnings("deprecation")
  Client create() {
    return switch (this) {
      case APACHE ->
          new ApacheHttp5Client(
              HttpClients.custom().disableRedirectHandling().disableAutomaticRetries().build());
      case JDK ->
          new Http2Client(
              HttpClient.newBuilder()
                  .version(HttpClient.Version.HTTP_1_1)
                  .followRedirects(HttpClient.Redirect.NEVER)
                  .build());
      case OKHTTP ->
          new OkHttpClient(
              new okhttp3.OkHttpClient.Builder()
                  .followRedirects(false)
                  .retryOnConnectionFailure(false)
                  .build());
      case URL_CONNECTION -> new Client.Default(null, null);
    };
  }
}
