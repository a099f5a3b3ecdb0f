package io.github.wechatpayfeign.client;

import feign.Request.ProtocolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Makes OkHttp's request from Feign's, and Feign's answer from OkHttp's. The request gets its
 * headers here, once: those that Feign made, the default ones and those of observers. The default
 * headers are not set in Feign, because Feign allocates about 3 KB for each header of a request.
 */
final class HttpTranslation {

  private static final String ACCEPT = "Accept";
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String USER_AGENT = "User-Agent";
  private static final String JSON = "application/json";

  private HttpTranslation() {}

  /**
   * Returns the request of an attempt.
   *
   * @param observers the headers that observers add
   */
  static Request request(
      feign.Request declared, HttpUrl url, Map<String, String> observers, AttemptTag tag) {
    Request.Builder request = new Request.Builder().url(url);
    boolean hasBody = declared.httpMethod().isWithBody();
    boolean accepts = false;
    boolean typed = false;
    boolean named = false;
    MediaType type = null;
    for (Map.Entry<String, Collection<String>> header : declared.headers().entrySet()) {
      String name = header.getKey();
      accepts |= ACCEPT.equalsIgnoreCase(name);
      named |= USER_AGENT.equalsIgnoreCase(name);
      boolean isType = CONTENT_TYPE.equalsIgnoreCase(name);
      for (String value : header.getValue()) {
        MediaType parsed = isType ? MediaType.parse(value) : null;
        type = parsed == null ? type : parsed;
        typed |= isType;
        // OkHttp writes the type of a body itself.
        if (parsed == null || !hasBody) {
          request.addHeader(name, value);
        }
      }
    }
    if (!accepts) {
      request.addHeader(ACCEPT, JSON);
    }
    if (!typed) {
      request.addHeader(CONTENT_TYPE, JSON);
    }
    if (!named) {
      request.addHeader(USER_AGENT, UserAgent.VALUE);
    }
    RequestBody body = body(declared, hasBody, type, tag);
    request.method(declared.httpMethod().name(), body);
    if (body == null) {
      // The first tag in OkHttp 5 loads a part of Kotlin, which takes 28 ms.
      request.tag(AttemptTag.class, tag);
    }
    if (observers.isEmpty()) {
      return request.build();
    }
    Request complete = request.build();
    Request.Builder observed = complete.newBuilder();
    ObserverHeaders.addTo(complete, observers, observed);
    return observed.build();
  }

  private static @Nullable RequestBody body(
      feign.Request declared, boolean hasBody, @Nullable MediaType type, AttemptTag tag) {
    byte[] body = declared.body();
    if (body == null) {
      return hasBody ? new KnownBody(new byte[0], type, tag) : null;
    }
    return new KnownBody(body, type, tag);
  }

  /** Returns an answer for Feign. Its body is not read. */
  static feign.Response response(Response answer, feign.Request declared) {
    return feign.Response.builder()
        .protocolVersion(protocol(answer.protocol()))
        .status(answer.code())
        .reason(answer.message())
        .request(declared)
        .headers(headers(answer.headers()))
        .body(body(answer.body()))
        .build();
  }

  private static @Nullable ProtocolVersion protocol(Protocol protocol) {
    return switch (protocol) {
      case HTTP_1_0 -> ProtocolVersion.HTTP_1_0;
      case HTTP_1_1 -> ProtocolVersion.HTTP_1_1;
      case HTTP_2 -> ProtocolVersion.HTTP_2;
      default -> null;
    };
  }

  /** Returns the headers by name. Feign copies them, and puts names in different case together. */
  private static Map<String, Collection<String>> headers(Headers headers) {
    Map<String, Collection<String>> all = new LinkedHashMap<>();
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      Collection<String> before = all.put(name, List.of(headers.value(i)));
      if (before != null) {
        List<String> both = new ArrayList<>(before);
        both.add(headers.value(i));
        all.put(name, both);
      }
    }
    return all;
  }

  private static feign.Response.@Nullable Body body(@Nullable ResponseBody body) {
    if (body == null) {
      return null;
    }
    if (body.contentLength() == 0) {
      body.close();
      return null;
    }
    return new OkHttpBody(body);
  }

  /**
   * A body whose bytes are known, so that signing it does not have to write it to a buffer. The
   * bytes belong to Feign's request; {@link SigningInterceptor} signs and sends a copy.
   */
  static final class KnownBody extends RequestBody {

    private final byte[] bytes;
    private final @Nullable MediaType type;
    private final AttemptTag tag;

    KnownBody(byte[] bytes, @Nullable MediaType type, AttemptTag tag) {
      this.bytes = bytes;
      this.type = type;
      this.tag = tag;
    }

    AttemptTag tag() {
      return tag;
    }

    byte[] copy() {
      return bytes.clone();
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }

  /** The body of an answer, as Feign and the verifier read it. */
  private record OkHttpBody(ResponseBody body) implements feign.Response.Body {

    @Override
    public @Nullable Integer length() {
      long length = body.contentLength();
      return length >= 0 && length <= Integer.MAX_VALUE ? (int) length : null;
    }

    @Override
    public boolean isRepeatable() {
      return false;
    }

    @Override
    public InputStream asInputStream() {
      return body.byteStream();
    }

    @Override
    @SuppressWarnings("deprecation")
    public Reader asReader() {
      return body.charStream();
    }

    @Override
    public Reader asReader(Charset charset) {
      return asReader();
    }

    @Override
    public void close() {
      body.close();
    }
  }
}
