package io.github.wechatpayfeign.simulator.internal.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request whose body is still being received. */
final class RequestDraft {
  private final String method;
  private final String target;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final boolean keepAlive;
  private final int limit;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable RequestProblem problem;

  RequestDraft(HttpRequest head, int limit) {
    method = head.method().name();
    target = text(head.uri());
    head.headers()
        .forEach(
            header ->
                headers
                    .computeIfAbsent(header.getKey(), name -> new ArrayList<>(1))
                    .add(header.getValue()));
    headers.replaceAll((name, values) -> Collections.unmodifiableList(values));
    keepAlive = HttpUtil.isKeepAlive(head);
    this.limit = limit;
  }

  /** A request of which no more than the first line was understood. */
  RequestDraft(String method, String target, RequestProblem problem) {
    this.method = method;
    this.target = text(target);
    this.problem = problem;
    keepAlive = false;
    limit = 0;
  }

  /** Netty makes a character of each byte. */
  private static String text(String bytes) {
    byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException notUtf8) {
      return bytes;
    }
  }

  void fail(RequestProblem why) {
    problem = why;
  }

  /** Adds a part of the body, as far as the limit allows. */
  void add(ByteBuf part) {
    int wanted = Math.min(part.readableBytes(), limit + 1 - body.size());
    byte[] bytes = new byte[wanted];
    part.getBytes(part.readerIndex(), bytes);
    body.writeBytes(bytes);
  }

  boolean isTooLong() {
    return body.size() > limit;
  }

  /** Returns whether another request may follow on the connection. */
  boolean isFollowable() {
    return keepAlive && problem == null && !isTooLong();
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  RawRequest request() {
    return new RawRequest(
        method, target, Collections.unmodifiableMap(headers), body.toByteArray(), problem);
  }
}
