package io.github.wechatpayfeign.integrationtests.promises;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;

/** Bodies as interceptors make them of the one that they get. */
final class Bodies {

  private static final MediaType JSON = MediaType.get("application/json");

  private Bodies() {}

  /** Has no length, like every body that is created while it is written. */
  static RequestBody streamed(RequestBody body) {
    return new Written(-1, (sink, writings) -> body.writeTo(sink));
  }

  /** Differs each time, like a body with a time or a boundary in it. */
  static RequestBody changing(RequestBody body) {
    return new Written(-1, (sink, writings) -> sink.writeUtf8("{\"mchid\":\"" + writings + "\"}"));
  }

  /** Can be written only once, like the stream of a file. */
  static RequestBody failingAgain(RequestBody body) {
    return new Written(
        -1,
        (sink, writings) -> {
          if (writings > 1) {
            sink.writeUtf8("{");
            throw new IOException("on purpose");
          }
          body.writeTo(sink);
        });
  }

  static RequestBody replaced() {
    return RequestBody.create("{\"mchid\":\"replaced\"}".getBytes(UTF_8), JSON);
  }

  static RequestBody gzipped(RequestBody body) {
    return new Written(
        -1,
        (sink, writings) -> {
          BufferedSink gzip = Okio.buffer(new GzipSink(sink));
          body.writeTo(gzip);
          gzip.close();
        });
  }

  /** Announces more than it writes. */
  static RequestBody tooLong(RequestBody body) throws IOException {
    return new Written(body.contentLength() + 1, (sink, writings) -> body.writeTo(sink));
  }

  private interface Writing {
    void to(BufferedSink sink, int writings) throws IOException;
  }

  private static final class Written extends RequestBody {

    private final long length;
    private final Writing writing;
    private final AtomicInteger writings = new AtomicInteger();

    Written(long length, Writing writing) {
      this.length = length;
      this.writing = writing;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      writing.to(sink, writings.incrementAndGet());
    }
  }
}
