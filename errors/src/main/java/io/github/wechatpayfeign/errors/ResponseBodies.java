package io.github.wechatpayfeign.errors;

import feign.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the bodies of error answers, up to a limit. */
final class ResponseBodies {

  /** Most bytes of an error body that are read: 1 MiB, and one more to notice a longer body. */
  static final int MAX_READ = 1024 * 1024 + 1;

  /** Most bytes of a body that an exception keeps: 16 KiB. */
  static final int MAX_KEPT = 16 * 1024;

  private ResponseBodies() {}

  /** Returns the body up to the limit. If the connection breaks, the body ends there. */
  static byte[] read(Response response) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    if (response.body() == null) {
      return read.toByteArray();
    }
    byte[] chunk = new byte[8192];
    try (InputStream in = response.body().asInputStream()) {
      int length;
      while (read.size() < MAX_READ
          && (length = in.read(chunk, 0, Math.min(chunk.length, MAX_READ - read.size()))) >= 0) {
        read.write(chunk, 0, length);
      }
    } catch (IOException brokenOff) {
      return read.toByteArray();
    }
    return read.toByteArray();
  }

  static byte[] firstPart(byte[] body) {
    return body.length > MAX_KEPT ? Arrays.copyOf(body, MAX_KEPT) : body;
  }
}
