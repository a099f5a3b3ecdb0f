package io.github.wechatpayfeign.simulator.internal.notices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer of HTTP/1.1, as far as it has come. Each character is one byte. */
final class PartialAnswer {
  private static final int MAX_LENGTH = 1 << 20;
  private static final int BODY_KEPT = 8192;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9][0-9])[ \\r]");
  private static final Pattern LENGTH =
      Pattern.compile("(?i)\\r\\ncontent-length:[ \\t]*([0-9]{1,9})[ \\t]*\\r\\n");
  private static final Pattern CHUNKED =
      Pattern.compile("(?i)\\r\\ntransfer-encoding:[^\\r]*chunked[ \\t]*\\r\\n");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,7})[^\\r\\n]*\\r\\n");

  private String text = "";
  private int status;
  private String body = "";
  private boolean complete;

  void add(byte[] bytes, int length) throws IOException {
    text += new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    read(false);
  }

  /** Says that the connection has ended. */
  void end() throws IOException {
    read(true);
    if (!complete) {
      throw new IOException("The connection ended before the answer was complete");
    }
  }

  boolean isComplete() {
    return complete;
  }

  int status() {
    return status;
  }

  /** Returns the first bytes of the body as text. */
  String body() {
    String kept = body.substring(0, Math.min(body.length(), BODY_KEPT));
    return new String(kept.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private void read(boolean ended) throws IOException {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return;
    }
    Matcher line = STATUS.matcher(text);
    if (!line.lookingAt()) {
      throw new IOException("The answer is not one of HTTP/1.1");
    }
    status = Integer.parseInt(line.group(1));
    if (status < 200) {
      text = text.substring(end + 4);
      read(ended);
      return;
    }
    readBody(text.substring(0, end + 2), text.substring(end + 4), ended);
    complete = complete || text.length() > MAX_LENGTH;
  }

  private void readBody(String head, String raw, boolean ended) throws IOException {
    Matcher length = LENGTH.matcher(head);
    if (status == 204 || status == 304) {
      complete = true;
    } else if (CHUNKED.matcher(head).find()) {
      readChunks(raw);
    } else if (length.find()) {
      complete = raw.length() >= Integer.parseInt(length.group(1));
      body = raw;
    } else {
      complete = ended;
      body = raw;
    }
  }

  private void readChunks(String raw) throws IOException {
    StringBuilder whole = new StringBuilder();
    Matcher chunk = CHUNK.matcher(raw);
    int at = 0;
    while (raw.indexOf('\n', at) >= 0) {
      if (!chunk.region(at, raw.length()).lookingAt()) {
        throw new IOException("A chunk of the answer has no size");
      }
      int size = Integer.parseInt(chunk.group(1), 16);
      at = chunk.end() + size + 2;
      if (size == 0) {
        complete = true;
        break;
      }
      if (raw.length() < at) {
        break;
      }
      whole.append(raw, chunk.end(), chunk.end() + size);
    }
    body = whole.toString();
  }
}
