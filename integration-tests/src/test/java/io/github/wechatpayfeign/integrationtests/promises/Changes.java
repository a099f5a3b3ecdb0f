package io.github.wechatpayfeign.integrationtests.promises;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** What interceptors make of requests and answers, by what they do. */
final class Changes {

  private static final MediaType JSON = MediaType.get("application/json");

  private Changes() {}

  /** Makes another one. */
  interface Change<T> {
    T of(T original) throws IOException;
  }

  private interface NewBody {
    RequestBody of(RequestBody original) throws IOException;
  }

  static Map<String, Change<Request>> ofRequests() {
    Map<String, Change<Request>> changes = new LinkedHashMap<>();
    changes.put("drops the tags", Changes::untagged);
    changes.put("streams the body", body(Bodies::streamed));
    changes.put("writes another body when asked again", body(Bodies::changing));
    changes.put("breaks off when it writes the body again", body(Bodies::failingAgain));
    changes.put("replaces the body", body(original -> Bodies.replaced()));
    changes.put("compresses the body", body(Bodies::gzipped));
    changes.put("announces a wrong length", body(Bodies::tooLong));
    changes.put("removes headers", Changes::bare);
    changes.put("adds a second Authorization", adds("Authorization", "Basic eDp5"));
    changes.put("adds a key to answer with", adds("Wechatpay-Serial", "x"));
    changes.put("waits until it may go on", adds("Expect", "100-continue"));
    changes.put("asks for another order", url("/ORDER-[0-9]+", "/OTHER-ORDER"));
    changes.put("adds a parameter", url("$", "?x=y"));
    changes.put("sends elsewhere", url("^http://localhost:[0-9]+", "http://127.0.0.1:9"));
    return changes;
  }

  static Map<String, Change<Response>> ofAnswers() {
    Map<String, Change<Response>> changes = new LinkedHashMap<>();
    changes.put("makes a 204 of every answer", status(204));
    changes.put("makes a 200 of every answer", status(200));
    changes.put("makes a 403 of every answer", status(403));
    changes.put("makes a 401 of every answer", status(401));
    changes.put("makes a 503 of every answer", status(503));
    changes.put("makes a 99 of every answer", status(99));
    changes.put("removes the signature", Changes::unsigned);
    changes.put("replaces the body of an answer", answer -> withBody(answer, "{}"));
    changes.put("replaces every answer by a refusal", Changes::refusal);
    changes.put("consumes the answer", Changes::consumed);
    return changes;
  }

  static Response own(Request request, int status, String body) {
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(status)
        .message("")
        .body(ResponseBody.create(body, JSON))
        .build();
  }

  private static Change<Request> body(NewBody body) {
    return request ->
        request.body() == null
            ? request
            : request.newBuilder().method(request.method(), body.of(request.body())).build();
  }

  private static Change<Request> adds(String name, String value) {
    return request -> request.newBuilder().addHeader(name, value).build();
  }

  private static Change<Request> url(String regex, String replacement) {
    return request ->
        request
            .newBuilder()
            .url(HttpUrl.get(request.url().toString().replaceFirst(regex, replacement)))
            .build();
  }

  private static Request untagged(Request request) {
    return new Request.Builder()
        .url(request.url())
        .headers(request.headers())
        .method(request.method(), request.body())
        .build();
  }

  private static Request bare(Request request) {
    return request
        .newBuilder()
        .removeHeader("Authorization")
        .removeHeader("Accept")
        .removeHeader("Content-Type")
        .removeHeader("User-Agent")
        .build();
  }

  private static Change<Response> status(int status) {
    return response -> response.newBuilder().code(status).build();
  }

  private static Response unsigned(Response response) {
    return response.newBuilder().removeHeader("Wechatpay-Signature").build();
  }

  private static Response withBody(Response response, String body) {
    return response.newBuilder().body(ResponseBody.create(body, JSON)).build();
  }

  private static Response refusal(Response response) {
    response.close();
    return own(response.request(), 403, "{\"code\":\"TRADE_ERROR\",\"message\":\"x\"}");
  }

  private static Response consumed(Response response) throws IOException {
    ResponseBody body = response.body();
    if (body != null) {
      byte[] bytes = body.bytes();
      body.close();
      return bytes.length < 0 ? response.newBuilder().build() : response;
    }
    return response;
  }
}
