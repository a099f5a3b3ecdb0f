package io.github.wechatpayfeign.errors;

import feign.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the bodies of error answers to a limit. */
final class ResponseBodies {

  /** The longest part of an error body that is read: 1 MiB, and a byte that tells a longer one. */
  static final int MAX_READ = 1024 * 1024 + 1;

  /** The longest part of a body that an exception keeps: 16 KiB. */
  static final int MAX_KEPT = 16 * 1024;

  private ResponseBodies() {}

  /** Returns what arrives of the body, to the limit: a body that breaks off ends there. */
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
