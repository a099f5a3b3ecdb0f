package io.github.wechatpayfeign.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Calls the microservice as its callers do. */
final class Http {

  private final HttpClient client = HttpClient.newHttpClient();
  private final String baseUrl;

  Http(int port) {
    this.baseUrl = "http://127.0.0.1:" + port;
  }

  HttpResponse<String> cancel(String outTradeNo) {
    return send(
        HttpRequest.newBuilder(URI.create(baseUrl + "/orders/" + outTradeNo + "/cancellation"))
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  String get(String path) {
    return send(HttpRequest.newBuilder(URI.create(baseUrl + path))).body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
